import type { i18n } from 'i18next';
import type { ParcelView, ShopFrame } from '#app/contracts/pages.ts';
import type { Language } from '#app/i18n/languages.ts';
import { createFormat } from '../format.ts';

/** A message one can send as it stands, by the parcel's next step, in any of our languages; null when nothing is to be said. */
export function readyMessage(
  parcel: ParcelView,
  { i18n, language, frame }: { i18n: i18n; language: Language; frame: ShopFrame },
): string | null {
  const kind = messageKind(parcel);
  if (kind === null) return null;
  const t = i18n.getFixedT(language);
  const format = createFormat({ ...frame, language });
  const { number, carrier, destination, lastScan } = parcel;
  return t(`message.${kind}`, {
    order: parcel.orderName,
    number: number ?? t('message.unknownNumber'),
    carrier: carrier ?? t('message.unknownCarrier'),
    destination: destination === null ? t('route.unknownDestination') : format.country(destination),
    shippedOn: format.date(format.dateOf(parcel.shippedAt)),
    lastScan:
      lastScan === null
        ? t('message.noScan')
        : t('message.scanAt', {
            milestone: t(`milestone.${lastScan.milestone}`),
            at: format.instant(lastScan.at),
          }),
  });
}

function messageKind({ nextStep, cause }: ParcelView) {
  switch (nextStep) {
    case 'ask_supplier_for_number':
    case 'ask_supplier_for_handover':
    case 'ask_carrier_to_trace':
    case 'help_with_customs':
    case 'tell_buyer_new_date':
    case 'decide_on_return':
      return nextStep;
    case 'refund_or_reship':
      return cause === 'returned_by_scan' ? 'ask_buyer_after_return' : nextStep;
    case 'wait':
    case 'check_connection':
    case 'none':
    case null:
      return null;
  }
}
