import { BlockStack, DataTable, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SourceHealthLine } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';
import { errorWords, wantsLook } from '../sources/source-words.ts';
import { HealthCard } from './health-card.tsx';

/** Each connected source: whether it answers, since when not, and the pushes that were refused. */
export function SourcesCard({ sources }: { sources: readonly SourceHealthLine[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const refused = sources.reduce((sum, { pushesRefusedToday }) => sum + pushesRefusedToday, 0);
  const isFine = refused === 0 && !sources.some(({ health }) => wantsLook(health));
  const sentence =
    sources.length === 0
      ? 'none'
      : sources.some(({ health }) => wantsLook(health))
        ? 'look'
        : 'fine';
  const at = (instant: string | null) => (instant === null ? '' : format.instant(instant));
  return (
    <HealthCard
      title={t('sources.healthCard.title')}
      condition={sources.length === 0 ? 'unknown' : isFine ? 'fine' : 'look'}
      sentence={t(`sources.healthCard.${sentence}`)}
    >
      <BlockStack gap="300">
        {sources.length > 0 && (
          <DataTable
            columnContentTypes={['text', 'text', 'text', 'text', 'numeric']}
            headings={[
              t('sources.healthCard.source'),
              t('sources.healthCard.state'),
              t('sources.healthCard.lastAnswer'),
              t('sources.healthCard.failingSince'),
              t('sources.healthCard.refused'),
            ]}
            rows={sources.map((line) => [
              t(`sources.name.${line.source}`),
              line.failingSince === null
                ? t(`sources.health.${line.health}`)
                : t('common.beside', {
                    first: t(`sources.health.${line.health}`),
                    second: errorWords(t, line.errorKind),
                  }),
              line.answeredAt === null ? t('common.notYet') : at(line.answeredAt),
              at(line.failingSince),
              format.number(line.pushesRefusedToday),
            ])}
          />
        )}
        {refused > 0 && <Text as="p">{t('sources.healthCard.refusedText')}</Text>}
        <Link url="/app/settings/sources">{t('sources.healthCard.link')}</Link>
      </BlockStack>
    </HealthCard>
  );
}
