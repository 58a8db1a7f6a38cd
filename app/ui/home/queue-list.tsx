import { Box, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { QueueSummary } from '#app/contracts/pages.ts';
import { QueueRow } from './queue-row.tsx';
import styles from './queue-list.module.css';

/** The queues that are not empty, in the order of their urgency. */
export function QueueList({ queues }: { queues: readonly QueueSummary[] }) {
  const { t } = useTranslation();
  if (queues.length === 0) return null;
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          {t('home.queuesTitle')}
        </Text>
      </Box>
      <ul className={styles['list']}>
        {queues.map((summary) => (
          <QueueRow key={summary.queue} summary={summary} />
        ))}
      </ul>
    </Card>
  );
}
