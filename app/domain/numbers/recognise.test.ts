import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '#app/domain/numbers/formats/catalogue.ts';
import { isAccepted, recogniseNumber } from '#app/domain/numbers/recognise.ts';

/** An S10 number whose check digit passes. */
const CHINA_POST = 'RX001234568CN';

describe('recogniseNumber', () => {
  test('reads carrier, service and origin from an S10 number', () => {
    expect(recogniseNumber('LX001234568CN').best).toMatchObject({
      carrier: 'china-post',
      format: 's10',
      checkDigit: 'passed',
      originCountry: 'CN',
      service: 'ePacket',
    });
    expect(recogniseNumber('EE001234568CN').best?.carrier).toBe('china-ems');
    expect(recogniseNumber('CP001234568BT').best).toMatchObject({
      carrier: 'post-bt',
      carrierName: 'Post of Bhutan',
      service: 'Parcel post',
    });
  });

  test('does not know posts that do not exist', () => {
    expect(recogniseNumber('RX001234568XX').candidates).toEqual([]);
  });

  test('calls a failing check digit suspicious, never accepted, and still names the certain carrier', () => {
    const recognition = recogniseNumber('RX001234564CN');
    expect(recognition.best).toMatchObject({ carrier: 'china-post', checkDigit: 'failed' });
    expect(recognition.suspicions).toContainEqual({
      code: 'check_digit_failed',
      format: 's10',
      carrier: 'china-post',
    });
    expect(isAccepted(recognition)).toBe(false);
  });

  test('abstains on plain digits that fail the check digit of every format that has one', () => {
    const recognition = recogniseNumber('696709087415');
    expect(recognition.best).toBeNull();
    expect(recognition.candidates.length).toBeGreaterThan(0);
  });

  test.each(['000000000000', '1111111111', '1234567890', '123456789012', '9876543210'])(
    '%s is refused as a placeholder',
    (junk) => {
      const recognition = recogniseNumber(junk);
      expect(recognition.candidates).toEqual([]);
      expect(recognition.suspicions).toHaveLength(1);
    },
  );

  test.each(['', '   ', 'TBA', 'N/A', 'ABCDEFGHIJ', '包裹123456789', 'RX001234568CN;DROP'])(
    '%j has no candidates',
    (text) => {
      expect(recogniseNumber(text)).toMatchObject({ candidates: [], best: null, suspicions: [] });
    },
  );

  test('keeps a sample number with a certain prefix, and says it repeats one digit', () => {
    const recognition = recogniseNumber('TBA000000000000');
    expect(recognition.best?.carrier).toBe('amazon');
    expect(recognition.suspicions).toContainEqual({ code: 'repeated_digits' });
  });

  test('reads a barcode copied with its marks', () => {
    const plain = recogniseNumber('420903019200190412345678901234');
    const marked = recogniseNumber('(420)90301(92)00190412345678901234');
    expect(marked.candidates).toEqual(plain.candidates);
    expect(plain.candidates[0]?.carrier).toBe('usps');
  });

  test('takes a YT number of 16 digits for YunExpress and names those who contest it', () => {
    const { best, candidates } = recogniseNumber('YT2412345678901234');
    expect(best?.carrier).toBe('yunexpress');
    expect(candidates.map(({ carrier }) => carrier)).toEqual(
      expect.arrayContaining(['yunexpress', 'yanwen', 'yto']),
    );
  });
});

describe('context', () => {
  test('shop history flips a contested number', () => {
    const shopCarriers = new Map([['yanwen', 400]]);
    expect(recogniseNumber('YT2412345678901234', { shopCarriers }).best?.carrier).toBe('yanwen');
  });

  test('the destination flips an ambiguous number', () => {
    const number = '318462095320';
    expect(recogniseNumber(number, { destination: 'DE' }).best?.carrier).toBe('fedex');
    expect(recogniseNumber(number, { destination: 'CA' }).best?.carrier).toBe('purolator');
  });

  test('the carrier the merchant names decides what alone is only a hint', () => {
    expect(recogniseNumber('696709087415').best).toBeNull();
    const stated = recogniseNumber('696709087415', { statedCarrier: '顺丰' });
    expect(stated.best).toMatchObject({ carrier: 'sf-express', checkDigit: 'none' });
  });

  test('a named carrier that the number contradicts is a suspicion', () => {
    const { best, suspicions } = recogniseNumber(CHINA_POST, { statedCarrier: 'UPS' });
    expect(best?.carrier).toBe('china-post');
    expect(suspicions).toContainEqual({
      code: 'stated_carrier_differs',
      stated: 'ups',
      recognised: 'china-post',
    });
  });

  test.each(['DHL eCommerce', 'FedEx', '燕文'])(
    'a USPS number of a parcel with %s is no suspicion: it hands over to USPS',
    (statedCarrier) => {
      const [number = ''] = FORMATS.find(({ id }) => id === 'usps_impb_c')?.valid ?? [];
      expect(recogniseNumber(number, { statedCarrier }).suspicions).toEqual([]);
    },
  );

  test('a number of one country for a parcel to another is a suspicion', () => {
    const { best, suspicions } = recogniseNumber('GFUS01234567890123', { destination: 'DE' });
    expect(best?.carrier).toBe('gofo');
    expect(suspicions).toEqual([{ code: 'destination_differs', implied: 'US', destination: 'DE' }]);
    expect(recogniseNumber('GFUS01234567890123', { destination: 'US' }).suspicions).toEqual([]);
  });

  test('history and the named carrier against each other make it abstain', () => {
    const shopCarriers = new Map([['yanwen', 20]]);
    const { best, candidates } = recogniseNumber('YT2412345678901234', {
      shopCarriers,
      statedCarrier: '圆通',
    });
    expect(candidates.slice(0, 3).map(({ carrier }) => carrier)).toContain('yto');
    expect(best).toBeNull();
  });
});

describe('whatever the text', () => {
  const keys = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.stringMatching(/^[0-9A-Z]{8,34}$/),
    fc.stringMatching(/^\d{8,34}$/),
    fc.stringMatching(/^[A-Z]{2}\d{9}[A-Z]{2}$/),
  );

  test('it never throws, confidences add up to at most one, best first, and twice says the same', () => {
    fc.assert(
      fc.property(keys, (raw) => {
        const recognition = recogniseNumber(raw);
        const confidences = recognition.candidates.map(({ confidence }) => confidence);
        expect(confidences.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
        expect(recogniseNumber(raw)).toEqual(recognition);
      }),
      { numRuns: 2_000 },
    );
  });

  test('spacing, dashes and case do not matter', () => {
    fc.assert(
      fc.property(keys, fc.constantFrom(' ', '-', '  '), (raw, gap) => {
        const spaced = [...raw.toLowerCase()].join(gap);
        if (spaced.length > 60) return;
        expect(recogniseNumber(spaced).candidates).toEqual(
          recogniseNumber(raw.toLowerCase()).candidates,
        );
      }),
    );
  });
});

describe('a single wrong digit', () => {
  /** Share of wrong digits each algorithm promises to catch. UPS doubles without digit sums: 5 more or less is lost. */
  test.each([
    ['s10', 2, 10, 0.97],
    ['ups', 8, 17, 0.93],
    ['fedex_12', 0, 11, 0.9],
    ['canada_post', 0, 16, 1],
    ['old_dominion', 2, 11, 1],
  ])('in %s is caught at the promised rate', (format, from, to, rate) => {
    const number = FORMATS.find(({ id }) => id === format)?.valid[0] ?? '';
    expect(recogniseNumber(number).best?.format).toBe(format);
    let all = 0;
    let caught = 0;
    for (let at = from; at < to; at += 1) {
      for (const digit of '0123456789'.replace(number[at] ?? '', '')) {
        const recognition = recogniseNumber(number.slice(0, at) + digit + number.slice(at + 1));
        all += 1;
        if (!isAccepted(recognition) || recognition.best?.format !== format) caught += 1;
      }
    }
    expect(caught / all).toBeGreaterThanOrEqual(rate);
  });
});
