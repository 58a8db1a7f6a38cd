import { Box, Button, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { QueueSummary } from '#app/contracts/pages.ts';
import { serialiseParcelQuery } from '#app/contracts/parcel-query.ts';
import { Instant } from '../instant.tsx';
import { MoneyText } from '../money-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import styles from './queue-list.module.css';

/** One queue: how many, how much, how old, how it changed; and the way in. */
export function QueueRow({ summary }: { summary: QueueSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { queue, count, changeSinceYesterday, oldestSince } = summary;
  const name = t(`queue.${queue}`);
  const changeWords = useChangeWords(changeSinceYesterday);
  return (
    <Box as="li" padding="400" borderBlockStartWidth="025" borderColor="border">
      <div className={styles['row']}>
        <div className={styles['facts']}>
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Text as="span" fontWeight="semibold" numeric>
            {t('home.count', { count, number: format.number(count) })}
          </Text>
        </div>
        <div className={`${styles['facts']} ${styles['details']}`}>
          <Text as="span" tone="subdued" numeric>
            <MoneyText amounts={summary.money} />
          </Text>
          <Text as="span" tone="subdued" numeric>
            {t('home.atRisk', { money: format.roundMoney(summary.atRisk) })}
          </Text>
          {changeWords !== null && (
            <Text as="span" tone="subdued">
              {changeWords}
            </Text>
          )}
          {oldestSince !== null && (
            <Text as="span" tone="subdued">
              <OldestAge at={oldestSince} />
            </Text>
          )}
        </div>
        <div className={styles['button']}>
          <Button
            url={`/app/parcels?${serialiseParcelQuery({ verdicts: [queue], sort: 'since_asc' })}`}
            accessibilityLabel={t('home.workThroughQueue', { queue: name })}
          >
            {t('home.workThrough')}
          </Button>
        </div>
      </div>
    </Box>
  );
}

function OldestAge({ at }: { at: string }) {
  const { t } = useTranslation();
  // The words around the age differ by language, so the age is set into them as an element.
  const [before = '', after = ''] = t('home.oldest', { age: SPLIT }).split(SPLIT);
  return (
    <>
      {before}
      <Instant at={at} show="age" />
      {after}
    </>
  );
}

const SPLIT = '\u0001';

/** Null when yesterday was not counted: nothing is said rather than that nothing is known, six times over. */
function useChangeWords(change: number | null): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  if (change === null) return null;
  if (change === 0) return t('home.changeNone');
  return t(change > 0 ? 'home.changeUp' : 'home.changeDown', {
    number: format.number(Math.abs(change)),
  });
}
