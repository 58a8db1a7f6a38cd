import { fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { SHOPPER_REFUSALS, shopperActionSchema, type ShopperAsk } from '#app/contracts/shopper.ts';
import { ask, LOCALES, order, parcel, signedIn } from './testing.ts';
import {
  answering,
  answeringInTurn,
  button,
  choose,
  closeShipment,
  openShipment,
  pageText,
  press,
  write,
  type FarSide,
} from './testing-page.ts';

afterEach(closeShipment);

const withAsks = (asks: ShopperAsk[]) => signedIn({ asks });

const errorOf = (tag: string) => document.body.querySelector(tag)?.getAttribute('error') ?? null;

describe('asking about a parcel', () => {
  async function openForm(after: FarSide = answering(withAsks([ask()]))) {
    const page = await openShipment({ farSide: answeringInTurn(order(), after) });
    await press('Ask about this parcel');
    await choose('other');
    return page;
  }

  it('sends kind and text once, as the endpoint takes it, and shows the ask with its answer time', async () => {
    const { sent } = await openForm();
    await choose('damaged');
    await write('  The lid is cracked. ');
    expect(pageText()).toContain('22 of 2,000 characters');
    expect(pageText()).toContain('an answer is due by November 30 at 11:00 AM');
    await press('Send to the shop');
    await waitFor(() =>
      expect(pageText()).toContain(
        'Your message has reached the shop. An answer is due by November 30 at 11:00 AM.',
      ),
    );
    const action = shopperActionSchema.parse(sent[1]?.body);
    expect(action).toMatchObject({
      intent: 'ask',
      parcelId: '70-0',
      kind: 'damaged',
      text: 'The lid is cracked.',
      language: 'en',
    });
    expect(document.body.querySelector('s-text-area')).toBeNull();
    expect(pageText()).toContain('It arrived damaged');
    expect(pageText()).toContain('You, November 27 at 2:59 PM');
  });

  it('is not sent twice by pressing twice', async () => {
    const { sent } = await openForm(() => new Promise(() => undefined));
    await write('Where is it?');
    await waitFor(() => expect(pageText()).toContain('12 of 2,000'));
    fireEvent.click(button('Send to the shop'));
    fireEvent.click(button('Send to the shop'));
    await waitFor(() => expect(button('Send to the shop').hasAttribute('disabled')).toBe(true));
    fireEvent.click(button('Send to the shop'));
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('says beside the field what is missing or too much, keeps the text and sends nothing', async () => {
    const { sent } = await openForm();
    await write('   ');
    await press('Send to the shop');
    await waitFor(() => expect(errorOf('s-text-area')).toBe(LOCALES.en.refused.empty));
    await write('x'.repeat(2_001));
    await press('Send to the shop');
    await waitFor(() =>
      expect(errorOf('s-text-area')).toBe('Please write no more than 2,000 characters.'),
    );
    expect(document.body.querySelector('s-text-area')?.value).toHaveLength(2_001);
    expect(sent).toHaveLength(1);
  });

  it('asks first what it is about, and presumes nothing', async () => {
    const { sent } = await openShipment({ farSide: answering(order()) });
    await press('Ask about this parcel');
    await write('Where is it?');
    await press('Send to the shop');
    await waitFor(() => expect(errorOf('s-select')).toBe('Please choose what it is about.'));
    await choose('not_received');
    await waitFor(() => expect(errorOf('s-select')).toBeNull());
    await press('Send to the shop');
    await waitFor(() => expect(sent[1]?.body).toMatchObject({ kind: 'not_received' }));
  });

  it('takes the longest text there may be', async () => {
    const { sent } = await openForm();
    await write('x'.repeat(2_000));
    await waitFor(() => expect(pageText()).toContain('2,000 of 2,000'));
    await press('Send to the shop');
    await waitFor(() => expect(sent).toHaveLength(2));
  });

  it.each(SHOPPER_REFUSALS)('says in words why it was refused: %s', async (refused) => {
    await openForm(
      answering({ refused, limit: 5, retryAfterSeconds: 1_800, ...fieldOf(refused) }, 409),
    );
    await write('Where is it?');
    await press('Send to the shop');
    const words = LOCALES.en.refused[refused]
      .replace('{{limit}}', '5')
      .replace('{{time}}', 'November 27 at 3:30 PM');
    await waitFor(() => expect(pageText()).toContain(words));
    const isBesideText = refused === 'empty' || refused === 'too_long';
    expect(errorOf('s-text-area') !== null).toBe(isBesideText);
    expect(errorOf('s-select') !== null).toBe(refused === 'bad_field');
  });

  it('that did not go through keeps the text, and is the same one when sent again', async () => {
    let attempts = 0;
    const { sent } = await openForm((request) => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new TypeError('Failed to fetch'))
        : answering(withAsks([ask()]))(request);
    });
    await write('Where is it?');
    await press('Send to the shop');
    await waitFor(() => expect(pageText()).toContain(LOCALES.en.ask.failed));
    expect(document.body.querySelector('s-text-area')?.value).toBe('Where is it?');
    await press('Send to the shop');
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent[2]?.body).toEqual(sent[1]?.body);
  });

  it('is another one when the text was changed in between', async () => {
    const { sent } = await openForm(answering('', 500));
    await write('Where is it?');
    await press('Send to the shop');
    await waitFor(() => expect(pageText()).toContain(LOCALES.en.ask.failed));
    await write('Where is it now?');
    await waitFor(() => expect(pageText()).toContain('16 of 2,000'));
    await press('Send to the shop');
    await waitFor(() => expect(sent).toHaveLength(3));
    const [first, second] = sent.slice(1).map(({ body }) => shopperActionSchema.parse(body));
    expect(first?.intent === 'ask' && second?.intent === 'ask' && first.requestKey).not.toBe(
      second?.intent === 'ask' && second.requestKey,
    );
  });

  it('is read again when what was answered is of another shape', async () => {
    const { sent } = await openForm(answering({ is: 'taken' }, 201));
    await write('Where is it?');
    await press('Send to the shop');
    await waitFor(() => expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']));
  });

  it('can be closed without sending', async () => {
    const { sent } = await openForm();
    await write('Never mind');
    await press('Close without sending');
    await waitFor(() => expect(document.body.querySelector('s-text-area')).toBeNull());
    expect(sent).toHaveLength(1);
  });

  it('is of the parcel whose button was pressed', async () => {
    const parcels = [parcel(), parcel({ id: '70-1' })];
    const { sent } = await openShipment({ farSide: answering(order({ parcels })) });
    await waitFor(() => expect(document.body.querySelectorAll('s-button')).toHaveLength(2));
    const second = [...document.body.querySelectorAll('s-button')].at(1);
    if (second !== undefined) fireEvent.click(second);
    await choose('address');
    await write('And this one?');
    await press('Send to the shop');
    await waitFor(() => expect(sent[1]?.body).toMatchObject({ parcelId: '70-1' }));
  });

  it('is not offered where the shop takes no questions', async () => {
    await openShipment({ farSide: answering(signedIn({ canAsk: false })) });
    await waitFor(() => expect(document.body.querySelectorAll('s-button')).toHaveLength(0));
  });

  it('is explained where too many are open', async () => {
    const asks = [1, 2, 3, 4, 5].map((nth) =>
      ask({ askId: `00000000-0000-4000-8000-00000000000${nth}` }),
    );
    await openShipment({ farSide: answering(signedIn({ canAsk: false, asks })) });
    await waitFor(() => expect(pageText()).toContain('You have 5 open messages to the shop.'));
  });
});

/** The field a refusal is about, where it is about one. */
function fieldOf(refused: string): { field?: string } {
  return refused === 'bad_field' ? { field: 'kind' } : {};
}

describe('what was asked', () => {
  const reply = {
    author: 'staff' as const,
    text: 'A new one is on its way.\n\nIt leaves today.',
    at: '2026-11-27T14:10:00.000Z',
  };

  it('is shown with its answer, and can be added to', async () => {
    const answered = ask({ state: 'answered', messages: [...ask().messages, reply] });
    const { sent } = await openShipment({
      farSide: answeringInTurn(withAsks([answered]), answering(withAsks([ask()]))),
    });
    await waitFor(() => expect(pageText()).toContain('The shop has answered.'));
    expect(pageText()).toContain('The shop, November 27 at 3:10 PM');
    const lines = [...document.body.querySelectorAll('s-paragraph')].map(
      ({ textContent }) => textContent,
    );
    expect(lines).toEqual(expect.arrayContaining(['A new one is on its way.', 'It leaves today.']));
    expect(lines).not.toContain('');
    await press('Write again');
    await write('Thank you.');
    await press('Send to the shop');
    await waitFor(() => expect(pageText()).toContain('An answer is due by'));
    const action = shopperActionSchema.parse(sent[1]?.body);
    expect(action).toMatchObject({ intent: 'write', askId: ask().askId, text: 'Thank you.' });
    expect(document.body.querySelector('s-text-area')).toBeNull();
  });

  it.each([
    ['2026-11-27T14:00:00.000Z', 'An answer is due by November 27 at 3:00 PM.'],
    [
      '2026-11-27T13:59:59.999Z',
      'An answer was due by November 27 at 2:59 PM; it has not come yet.',
    ],
  ])('and is to be answered at %s is honest about it', async (dueAt, words) => {
    await openShipment({ farSide: answering(withAsks([ask({ dueAt })])) });
    await waitFor(() => expect(pageText()).toContain(words));
  });

  it('and is closed cannot be added to', async () => {
    await openShipment({ farSide: answering(withAsks([ask({ state: 'closed' })])) });
    await waitFor(() => expect(pageText()).toContain('Closed.'));
    expect(pageText()).not.toContain('Write again');
  });

  it('and was erased says so', async () => {
    const messages = [{ author: 'shopper' as const, text: null, at: '2026-11-27T13:59:00.000Z' }];
    await openShipment({ farSide: answering(withAsks([ask({ messages })])) });
    await waitFor(() => expect(pageText()).toContain('This text was deleted.'));
  });

  it('of another shipment’s parcel is not shown, of the order as a whole it is', async () => {
    const asks = [
      ask({ parcelId: '71-0', kind: 'wrong_item' }),
      ask({ askId: '00000000-0000-4000-8000-000000000002', parcelId: null, kind: 'cancel' }),
    ];
    await openShipment({ farSide: answering(withAsks(asks)) });
    await waitFor(() => expect(pageText()).toContain('Cancel the order'));
    expect(pageText()).not.toContain('It is the wrong item');
  });

  it('of a parcel that is not shown any more still is', async () => {
    await openShipment({ farSide: answering(withAsks([ask({ parcelId: '70-3' })])) });
    await waitFor(() => expect(pageText()).toContain('It arrived damaged'));
  });

  it('shows hostile text as text', async () => {
    const text = '<script>alert(1)</script><s-button>Pay</s-button>';
    const messages = [{ author: 'staff' as const, text, at: '2026-11-27T13:59:00.000Z' }];
    await openShipment({ farSide: answering(withAsks([ask({ messages })])) });
    await waitFor(() => expect(document.body.textContent).toContain(text));
    expect(document.body.querySelectorAll('script')).toHaveLength(0);
    expect(() => button('Pay')).toThrow('no button');
  });
});
