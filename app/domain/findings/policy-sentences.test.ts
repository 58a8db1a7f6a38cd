import { describe, expect, it } from 'vitest';
import { foldedSentence, policySentences, quoteOf } from '#app/domain/findings/policy-sentences.ts';
import { policy } from '#app/domain/findings/shop-subject.fixture.ts';

const textsOf = (text: string) => policySentences(text).map((sentence) => sentence.text);

describe('sentences of a policy', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['未使用可退货。特价不退！', ['未使用可退货。', '特价不退！']],
    ['Version 2.0 costs 3.50 EUR. Next.', ['Version 2.0 costs 3.50 EUR.', 'Next.']],
    [
      'Gemäß Art. 9 und § 312g Abs. 2 gilt z. B. dies. Ende.',
      ['Gemäß Art. 9 und § 312g Abs. 2 gilt z. B. dies.', 'Ende.'],
    ],
    ['Bis zum 14. Tag nach Erhalt. Ende.', ['Bis zum 14. Tag nach Erhalt.', 'Ende.']],
    ['', []],
    [' \n\n ', []],
  ])('%j', (text, sentences) => {
    expect(textsOf(text)).toEqual(sentences);
  });

  it('stand under the last short line without an end mark', () => {
    expect(
      policySentences('Before.\nUS orders\nAll sales are final.\nEurope\nYou may return.'),
    ).toEqual([
      { text: 'Before.', heading: null },
      { text: 'US orders', heading: 'US orders' },
      { text: 'All sales are final.', heading: 'US orders' },
      { text: 'Europe', heading: 'Europe' },
      { text: 'You may return.', heading: 'Europe' },
    ]);
  });

  it('a line of 80 characters is a heading, one of 81 is a sentence', () => {
    expect(policySentences('x'.repeat(80))[0]?.heading).not.toBeNull();
    expect(policySentences('x'.repeat(81))[0]?.heading).toBeNull();
  });

  it('longer than 600 characters come in pieces, and nothing is lost', () => {
    const long = `${'word '.repeat(400)}end.`;
    const pieces = textsOf(long);
    expect(pieces.every((piece) => piece.length <= 600)).toBe(true);
    expect(pieces.join(' ')).toBe(long);
    expect(textsOf('字'.repeat(1_300)).map((piece) => piece.length)).toEqual([600, 600, 100]);
  });

  it.each(['. '.repeat(50_000), '.'.repeat(100_000), 'a. b '.repeat(20_000), '\n'.repeat(100_000)])(
    'take no longer than the text is long: %#',
    (text) => {
      const before = performance.now();
      policySentences(text);
      expect(performance.now() - before).toBeLessThan(5_000);
    },
  );
});

it('phrases are looked for without case, accents and kinds of apostrophes', () => {
  expect(foldedSentence('Größe – Remboursé d’Été ３天')).toBe("grosse - rembourse d'ete 3天");
});

it('a quotation names its policy and is at most 300 characters long', () => {
  const refunds = policy('REFUND_POLICY', '', { locale: 'de' });
  expect(quoteOf(refunds, 'y'.repeat(301))).toStrictEqual({
    text: 'y'.repeat(300),
    where: 'REFUND_POLICY',
    locale: 'de',
  });
});
