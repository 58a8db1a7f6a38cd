import { waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { shopperActionSchema } from '#app/contracts/shopper.ts';
import { LOCALES, order, signedIn } from './testing.ts';
import {
  answering,
  answeringInTurn,
  button,
  closeShipment,
  openShipment,
  pageText,
  press,
} from './testing-page.ts';

afterEach(closeShipment);

describe('a notice of delay', () => {
  const notice = {
    noticeId: '6d0f5a54-52a1-4f07-8d5f-0b1a3f8d1b22',
    sentAt: '2026-11-20T08:00:00.000Z',
    newShipBy: '2026-12-05',
    answer: 'none' as const,
  };
  const open = signedIn({ notice });

  it('says what was told and what both answers mean', async () => {
    await openShipment({ farSide: answering(open) });
    await waitFor(() => expect(pageText()).toContain('Your order is delayed'));
    expect(pageText()).toContain(
      'The shop told you on November 20 that it ships later than planned. The new date is December 5.',
    );
    expect(pageText()).toContain(LOCALES.en.notice.waitMeans);
    expect(pageText()).toContain(LOCALES.en.notice.cancelMeans);
  });

  it('without a new date says that there is none', async () => {
    const undated = signedIn({ notice: { ...notice, newShipBy: null } });
    await openShipment({ farSide: answering(undated) });
    await waitFor(() => expect(pageText()).toContain('There is no new date yet.'));
  });

  it('is answered with waiting at once', async () => {
    const after = signedIn({ notice: { ...notice, answer: 'accepted' } });
    const { sent } = await openShipment({ farSide: answeringInTurn(open, answering(after)) });
    await press('Wait');
    await waitFor(() => expect(pageText()).toContain('You chose to wait.'));
    expect(shopperActionSchema.parse(sent[1]?.body)).toEqual({
      intent: 'answer_notice',
      noticeId: notice.noticeId,
      answer: 'accepted',
      language: 'en',
    });
  });

  it('is answered with cancelling only after it was confirmed', async () => {
    const after = signedIn({ notice: { ...notice, answer: 'cancelled' } });
    const { sent } = await openShipment({ farSide: answeringInTurn(open, answering(after)) });
    await press('Cancel the order');
    await waitFor(() => expect(pageText()).toContain(LOCALES.en.notice.confirm));
    await press('No, go back');
    await press('Cancel the order');
    expect(sent).toHaveLength(1);
    await press('Yes, ask to cancel');
    await waitFor(() => expect(pageText()).toContain('You asked the shop to cancel the order.'));
    expect(sent[1]?.body).toMatchObject({ answer: 'cancelled' });
  });

  it('keeps its answer when the order then lists no notice any more', async () => {
    await openShipment({ farSide: answeringInTurn(open, answering(order())) });
    await press('Wait');
    await waitFor(() => expect(pageText()).toContain('You chose to wait.'));
  });

  it.each([
    [answering({ refused: 'too_late' }, 409), LOCALES.en.refused.too_late],
    [answering('', 500), LOCALES.en.notice.failed],
  ])('that cannot be answered says why and can be tried again', async (after, words) => {
    await openShipment({ farSide: answeringInTurn(open, after) });
    await press('Wait');
    await waitFor(() => expect(pageText()).toContain(words));
    expect(button('Wait').hasAttribute('disabled')).toBe(false);
  });
});
