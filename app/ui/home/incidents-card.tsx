import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { IncidentView } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';

/** What has stopped for many parcels together, one paragraph each; what is over again, one subdued line each. */
export function IncidentsCard({ incidents }: { incidents: readonly IncidentView[] }) {
  const { t } = useTranslation();
  if (incidents.length === 0) return null;
  const open = incidents.filter(({ endedAt }) => endedAt === null);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t(open.length === 0 ? 'incident.titleEnded' : 'incident.title')}
        </Text>
        {incidents.map((incident) =>
          incident.endedAt === null ? (
            <OpenIncident key={incident.id} incident={incident} />
          ) : (
            <EndedIncident key={incident.id} incident={incident} endedAt={incident.endedAt} />
          ),
        )}
      </BlockStack>
    </Card>
  );
}

function OpenIncident({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { carrier, parcels, heldBack } = incident;
  const query = serialiseParcelQuery({
    carriers: carrier === null ? [] : [carrier.key],
    verdicts: heldBack > 0 || carrier === null ? ['source_blind'] : [],
  });
  const words = [
    parcels > 0 ? t('incident.concerns', { count: parcels, number: format.number(parcels) }) : null,
    heldBack > 0
      ? t('incident.held', { count: heldBack, number: format.number(heldBack) })
      : t('incident.holding'),
  ].filter((part) => part !== null);
  return (
    <BlockStack gap="050">
      <Text as="p" fontWeight="medium">
        <IntlText>{useWhatStopped(incident)}</IntlText>
      </Text>
      <Text as="p" tone="subdued">
        {words.reduce((first, second) => t('common.sentences', { first, second }))}{' '}
        <Link url={`/app/parcels?${query}`}>{t('incident.see')}</Link>
      </Text>
    </BlockStack>
  );
}

function EndedIncident({ incident, endedAt }: { incident: IncidentView; endedAt: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { carrier, heldBack } = incident;
  const facts = { name: useName(incident), at: format.soon(endedAt) };
  const first = t(carrier === null ? 'incident.sourceEnded' : 'incident.carrierEnded', facts);
  const second =
    heldBack === 0
      ? null
      : t('incident.neverRaised', { count: heldBack, number: format.number(heldBack) });
  return (
    <Text as="p" tone="subdued">
      <IntlText>{second === null ? first : t('common.sentences', { first, second })}</IntlText>
    </Text>
  );
}

function useWhatStopped(incident: IncidentView): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { beganAt, reason, expected, seen } = incident;
  const facts = {
    name: useName(incident),
    since: format.soon(beganAt),
    expected: format.number(expected ?? 0),
    seen: format.number(seen ?? 0),
  };
  switch (reason) {
    case 'no_scans':
      return t('incident.carrierStopped', facts);
    case 'not_synced':
      return t('incident.sourceStale', facts);
    default:
      return t('incident.sourceFails', facts);
  }
}

function useName({ carrier, source }: IncidentView): string {
  const { t } = useTranslation();
  if (carrier !== null) return carrier.name;
  return source === null ? '' : t(`sources.name.${source}`);
}
