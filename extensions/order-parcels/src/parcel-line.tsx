/** @jsxImportSource preact */
import type { OrderBlock } from '#app/contracts/order-block.ts';
import { clocksLine, type Translate } from './words.ts';

/** One parcel: verdict, number with its page in Lastscan, carrier, both clocks, next step. */
export function ParcelLine({
  parcel,
  now,
  translate,
}: {
  parcel: OrderBlock['parcels'][number];
  now: string;
  translate: Translate;
}) {
  return (
    <s-stack gap="small-300">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-badge tone={parcel.tone}>{parcel.verdictText}</s-badge>
        <s-link href={appLink(parcel.path)}>{parcel.number ?? translate('parcel.noNumber')}</s-link>
        {parcel.carrier !== null && <s-text color="subdued">{parcel.carrier}</s-text>}
      </s-stack>
      <s-text color="subdued">{clocksLine(parcel, now, translate)}</s-text>
      {parcel.nextStepText !== null && (
        <s-text>{translate('parcel.next', { step: parcel.nextStepText })}</s-text>
      )}
    </s-stack>
  );
}

/** A page of the app inside the admin: `app:` stands for the app's own address. */
export function appLink(path: string): string {
  return `app:${path.replace(/^\//, '')}`;
}
