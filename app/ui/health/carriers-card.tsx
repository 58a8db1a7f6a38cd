import { DataTable } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CarrierHealthLine } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';
import { HealthCard } from './health-card.tsx';

/** What is heard of each carrier beside what is usual, whoever tells it. */
export function CarriersCard({ carriers }: { carriers: readonly CarrierHealthLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isStopped = carriers.some(({ stoppedSince }) => stoppedSince !== null);
  const sentence = carriers.length === 0 ? 'none' : isStopped ? 'stopped' : 'fine';
  return (
    <HealthCard
      title={t('health.carriers.title')}
      condition={carriers.length === 0 ? 'unknown' : isStopped ? 'look' : 'fine'}
      sentence={t(`health.carriers.${sentence}`)}
    >
      {carriers.length > 0 && (
        <DataTable
          columnContentTypes={['text', 'text', 'numeric', 'numeric', 'text']}
          headings={[
            t('health.carriers.carrier'),
            t('health.carriers.lastScan'),
            t('health.carriers.today'),
            t('health.carriers.usually'),
            t('health.carriers.state'),
          ]}
          rows={carriers.map((line) => [
            line.name,
            format.instant(line.lastScanAt),
            format.number(line.scansToday),
            line.scansUsually === null
              ? t('common.unknown')
              : format.number(Math.round(line.scansUsually)),
            line.stoppedSince === null
              ? t('health.carriers.moving')
              : t('health.carriers.stoppedSince', { at: format.instant(line.stoppedSince) }),
          ])}
        />
      )}
    </HealthCard>
  );
}
