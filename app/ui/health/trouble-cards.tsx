import { DataTable, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { HealthView } from '#app/contracts/pages.ts';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { HealthCard } from './health-card.tsx';

/** Fields that Shopify withheld: everything else was kept, and a missing permission is the usual cause. */
export function GapsCard({ gaps }: { gaps: HealthView['gaps'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isFine = gaps.length === 0;
  return (
    <HealthCard
      title={t('health.gapsTitle')}
      condition={isFine ? 'fine' : 'look'}
      sentence={t(isFine ? 'health.gapsNone' : 'health.gapsText')}
    >
      {!isFine && (
        <DataTable
          columnContentTypes={['text', 'text', 'numeric', 'text']}
          headings={[
            t('health.gapPath'),
            t('health.gapMessage'),
            t('health.gapCount'),
            t('health.gapLast'),
          ]}
          rows={gaps.map(({ path, message, count, lastAt }) => [
            path,
            message,
            format.number(count),
            format.instant(lastAt),
          ])}
        />
      )}
    </HealthCard>
  );
}

/** Lines of the import file that could not be read. */
export function QuarantineCard({ lines }: { lines: HealthView['quarantined'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isFine = lines.length === 0;
  return (
    <HealthCard
      title={t('health.quarantineTitle')}
      condition={isFine ? 'fine' : 'look'}
      sentence={t(isFine ? 'health.quarantineNone' : 'health.quarantineText')}
    >
      {!isFine && (
        <DataTable
          columnContentTypes={['numeric', 'text', 'text']}
          headings={[
            t('health.quarantineLine'),
            t('health.quarantineReason'),
            t('health.quarantineAt'),
          ]}
          rows={lines.map(({ lineNumber, reason, at }) => [
            format.number(lineNumber),
            reason,
            format.instant(at),
          ])}
        />
      )}
    </HealthCard>
  );
}

/** The last error on record, in its own words: support will ask for them. */
export function LastErrorCard({ error }: { error: HealthView['lastError'] }) {
  const { t } = useTranslation();
  if (error === null) {
    return (
      <HealthCard
        title={t('health.errorTitle')}
        condition="fine"
        sentence={t('health.errorNone')}
      />
    );
  }
  return (
    <HealthCard
      title={t('health.errorTitle')}
      condition="look"
      fact={<Instant at={error.at} />}
      sentence={t('health.errorText')}
    >
      <Text as="p" breakWord>
        {error.message}
      </Text>
    </HealthCard>
  );
}
