import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView, TimelineScan } from '#app/contracts/pages.ts';
import { IntlText } from '../intl-text.tsx';
import { Instant } from '../instant.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { isJourneyOver } from './journey.ts';
import { timelineGroups, type TimelineEntry, type TimelineGroup } from './timeline-groups.ts';
import styles from './timeline-card.module.css';

const GAP_PX_PER_DAY = 6;
const SMALLEST_GAP_PX = 28;
const LARGEST_GAP_PX = 120;

/** Every scan with its source, newest first, by number; silence takes room in proportion to its days. */
export function TimelineCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const { frame, format } = useScreen();
  const groups = timelineGroups(parcel, { now: frame.now, isOver: isJourneyOver(parcel) });
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="baseline">
          <Text as="h2" variant="headingMd">
            {t('parcel.timelineTitle')}
          </Text>
          {parcel.timeline.length > 0 && (
            <Text as="span" tone="subdued">
              {t('parcel.timelineCount', {
                count: parcel.timeline.length,
                number: format.number(parcel.timeline.length),
              })}
            </Text>
          )}
        </InlineStack>
        {parcel.sharedStream && (
          <Text as="p" tone="subdued">
            {t('parcel.sharedStream')}
          </Text>
        )}
        {groups.length === 0 && (
          <Text as="p" tone="subdued">
            {t('parcel.timelineEmpty')}
          </Text>
        )}
        {groups.map((group) => (
          <Group key={group.leg?.seq ?? 'none'} group={group} isNamed={groups.length > 1} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Group({ group, isNamed }: { group: TimelineGroup; isNamed: boolean }) {
  const name = useLegWords(group.leg);
  return (
    <BlockStack gap="200">
      {isNamed && (
        <Text as="h3" variant="headingSm" breakWord>
          {name}
        </Text>
      )}
      <ol className={styles['line']} aria-label={name}>
        {group.entries.map((entry, index) => (
          <Entry key={entry.kind === 'scan' ? scanKey(entry.scan) : `gap-${index}`} entry={entry} />
        ))}
      </ol>
    </BlockStack>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (entry.kind === 'scan') return <Event event={entry} />;
  const height = Math.min(LARGEST_GAP_PX, Math.max(SMALLEST_GAP_PX, entry.days * GAP_PX_PER_DAY));
  const facts = { count: entry.days, number: format.number(entry.days) };
  return (
    <li className={styles['gap']} style={{ minHeight: height }}>
      <Text as="span" tone="subdued" variant="bodySm">
        {entry.untilNow ? t('parcel.gapNow', facts) : t('parcel.gap', facts)}
      </Text>
    </li>
  );
}

/** Two sources may use one id. */
function scanKey({ source, eventId }: TimelineScan): string {
  return `${source} ${eventId}`;
}

/** The place without the country's code that some sources put behind it: the country follows in words. */
function placeWithin({ place, country }: TimelineScan): string | null {
  if (place === null || country === null) return place;
  return place.endsWith(`, ${country}`) ? place.slice(0, -country.length - 2) : place;
}

type TimelineEvent = Extract<TimelineEntry, { kind: 'scan' }>;

function Event({ event: { scan, also, conflicts, isFuture } }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const places = [placeWithin(scan), scan.country === null ? null : format.country(scan.country)];
  const place = places.filter((part) => part !== null && part !== '').join(', ');
  return (
    <li className={`${styles['scan']} ${scan.physical ? '' : styles['notice']}`}>
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="baseline">
          <Text
            as="span"
            fontWeight={scan.physical ? 'semibold' : 'regular'}
            tone={scan.physical ? undefined : 'subdued'}
          >
            {t(`milestone.${scan.milestone}`)}
          </Text>
          <Text as="span" tone="subdued">
            <Instant at={scan.occurredAt} show="exact" />
            {isFuture && t('common.bracketed', { words: t('parcel.future') })}
          </Text>
        </InlineStack>
        {place !== '' && (
          <Text as="span">
            <IntlText>{place}</IntlText>
          </Text>
        )}
        {/* Carrier text is hostile input: React writes it as text, never as markup. */}
        {scan.message !== null && (
          <Text as="span" breakWord>
            {scan.message}
          </Text>
        )}
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {[
            t(scan.physical ? 'parcel.physical' : 'parcel.notice'),
            t('parcel.received', {
              source: t(`parcel.source.${scan.source}`),
              at: format.instant(scan.receivedAt),
            }),
            scan.milestone === 'unknown' && t('parcel.rawStatus', { status: scan.rawStatus }),
          ]
            .filter((part) => part !== false)
            .reduce((first, second) => t('common.beside', { first, second }))}
        </Text>
        <AlsoSaid scan={scan} also={also} />
        {conflicts.map(({ kind, scan: other }) => (
          <Contrary key={`${kind} ${scanKey(other)}`} kind={kind} scan={other} />
        ))}
      </BlockStack>
    </li>
  );
}

/** Who told the same event, when by their clock, and in which words where they differ. */
function AlsoSaid({ scan, also }: { scan: TimelineScan; also: readonly TimelineScan[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (also.length === 0) return null;
  return (
    <details className={styles['also']}>
      <summary>
        <Text as="span" tone="subdued" variant="bodySm">
          {t('parcel.alsoSaid', {
            sources: format.list([
              ...new Set(also.map(({ source }) => t(`parcel.source.${source}`))),
            ]),
          })}
        </Text>
      </summary>
      <BlockStack gap="050">
        {also.map((other) => {
          const source = t(`parcel.source.${other.source}`);
          const at = format.exactInstant(other.occurredAt);
          const isAgain = other.source === scan.source && other.legSeq === scan.legSeq;
          const said = isAgain
            ? t('parcel.alsoRepeated', { source, at: format.exactInstant(other.receivedAt) })
            : t('parcel.alsoSaidBy', { source, at });
          const words = other.message ?? t(`milestone.${other.milestone}`);
          return (
            <Text key={scanKey(other)} as="span" tone="subdued" variant="bodySm" breakWord>
              {other.message === scan.message ? said : t('parcel.alsoSaidWords', { said, words })}
            </Text>
          );
        })}
      </BlockStack>
    </details>
  );
}

function Contrary({ kind, scan }: { kind: 'end' | 'country'; scan: TimelineScan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const source = t(`parcel.source.${scan.source}`);
  return (
    <Text as="span" tone="caution" variant="bodySm" breakWord>
      {kind === 'end'
        ? t('parcel.conflictEnd', {
            source,
            milestone: t(`milestone.${scan.milestone}`),
            at: format.instant(scan.occurredAt),
          })
        : t('parcel.conflictCountry', {
            source,
            country: scan.country === null ? '' : format.country(scan.country),
          })}
    </Text>
  );
}

function useLegWords(leg: TimelineGroup['leg']): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (leg === null) return t('parcel.legUnknown');
  const facts = { number: leg.number, carrier: leg.carrier ?? t('parcels.noCarrier') };
  return leg.replacedAt === null
    ? t('parcel.legCurrent', facts)
    : t('parcel.legReplaced', { ...facts, at: format.instant(leg.replacedAt) });
}
