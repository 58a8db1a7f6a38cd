import type { JSX } from 'preact';
import type { ShopperParcelView } from '#app/contracts/shopper.ts';
import { sayParcel, type LegLines, type Saying } from './say.ts';

/** One parcel in lines; what only the shopper can do comes first. */
export function ParcelCard({
  parcel,
  saying,
}: {
  parcel: ShopperParcelView;
  saying: Saying;
}): JSX.Element {
  const lines = sayParcel({ ...saying, parcel });
  const last = lines.legs.at(-1);
  const quiet = [lines.since, lines.lastScan, lines.silence, lines.route];
  return (
    <s-stack gap="base">
      {lines.need !== null && (
        <s-banner tone="warning" heading={saying.translate('needHeading')}>
          <s-paragraph>{lines.need}</s-paragraph>
          {lines.needContact !== null && <s-paragraph>{lines.needContact}</s-paragraph>}
          {last !== undefined && last.url !== null && (
            <s-link href={last.url} target="_blank">
              {last.label}
            </s-link>
          )}
        </s-banner>
      )}
      <s-stack gap="small-300">
        <s-paragraph>
          <s-text type="strong">{lines.headline}</s-text>
        </s-paragraph>
        {lines.delivery !== null && <s-paragraph>{lines.delivery}</s-paragraph>}
        {lines.next !== null && <s-paragraph>{lines.next}</s-paragraph>}
        {quiet.map(
          (line) =>
            line !== null && (
              <s-paragraph key={line} color="subdued">
                {line}
              </s-paragraph>
            ),
        )}
        {lines.legs.length > 0 && (
          <s-unordered-list>
            {lines.legs.map((leg) => (
              <s-list-item key={`${leg.who} ${leg.number}`}>
                <Leg leg={leg} />
              </s-list-item>
            ))}
          </s-unordered-list>
        )}
      </s-stack>
    </s-stack>
  );
}

function Leg({ leg: { who, number, url, label } }: { leg: LegLines }): JSX.Element {
  return (
    <s-text>
      {`${who} `}
      {url === null ? (
        number
      ) : (
        <s-link href={url} target="_blank" accessibilityLabel={label}>
          {number}
        </s-link>
      )}
    </s-text>
  );
}
