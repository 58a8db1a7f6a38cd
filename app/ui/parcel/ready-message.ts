import type { TFunction } from 'i18next';
import type { MessageKind } from '#app/contracts/messages.ts';
import type { ParcelView, ShopFrame } from '#app/contracts/pages.ts';
import type { NextStep } from '#app/domain/verdicts/verdict.ts';
import type { Language } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';

export interface ReadyMessage {
  /** Whom it is written to. Buyers are written to by other means: their addresses are never here. */
  to: MessageKind | 'buyer';
  subject: string;
  body: string;
}

/** A message one can send as it stands, by the parcel's next step, in any of our languages; null when nothing is to be said. */
export function readyMessage(
  parcel: ParcelView,
  {
    t,
    language,
    frame,
  }: {
    /** Of the message's language, not the screen's. */
    t: TFunction;
    language: Language;
    frame: ShopFrame;
  },
): ReadyMessage | null {
  const kind = messageKind(parcel);
  if (kind === null) return null;
  const to = ADDRESSEE[kind];
  const format = createFormat({ ...frame, language });
  const { number, carrier, destination, lastScan, orderName: order } = parcel;
  const body = t(`message.${kind}`, {
    order,
    number: number ?? t('message.unknownNumber'),
    carrier: carrier ?? t('message.unknownCarrier'),
    destination: destination === null ? t('route.unknownDestination') : format.country(destination),
    shippedOn: format.date(format.dateOf(parcel.shippedAt)),
    answerBy: to === 'buyer' ? '' : format.date(parcel.messages.answerByOn[to]),
    lastScan:
      lastScan === null
        ? t('message.noScan')
        : t('message.scanAt', {
            milestone: t(`milestone.${lastScan.milestone}`),
            at: format.instant(lastScan.at),
          }),
  });
  const subject =
    number === null
      ? t('message.subjectNoNumber', { order })
      : t('message.subjectNumber', { order, number });
  return { to, subject, body };
}

type Kind = Exclude<NextStep, 'wait' | 'check_connection' | 'none'> | 'ask_buyer_after_return';

const ADDRESSEE: Readonly<Record<Kind, ReadyMessage['to']>> = {
  ask_supplier_for_number: 'supplier',
  ask_supplier_for_handover: 'supplier',
  ask_supplier_for_right_number: 'supplier',
  ask_carrier_to_trace: 'carrier',
  help_with_customs: 'carrier',
  decide_on_return: 'carrier',
  refund_or_reship: 'carrier',
  tell_buyer_new_date: 'buyer',
  ask_buyer_after_return: 'buyer',
};

function messageKind({ nextStep, cause }: ParcelView): Kind | null {
  switch (nextStep) {
    case 'refund_or_reship':
      return cause === 'returned_by_scan' ? 'ask_buyer_after_return' : nextStep;
    case 'wait':
    case 'check_connection':
    case 'none':
    case null:
      return null;
    default:
      return nextStep;
  }
}
