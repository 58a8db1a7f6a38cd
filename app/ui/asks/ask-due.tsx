import { useTranslation } from 'react-i18next';
import type { AskRow } from '#app/contracts/asks.ts';
import { Instant } from '../instant.tsx';

/** Until when an answer was promised, and since when it is waited for. */
export function AskDue({ ask }: { ask: Pick<AskRow, 'dueAt' | 'askedAt' | 'isOverdue'> }) {
  const { t } = useTranslation();
  return (
    <>
      {t(ask.isOverdue ? 'asks.wasDue' : 'asks.due')} <Instant at={ask.dueAt} />
      {' · '}
      {t('asks.asked')} <Instant at={ask.askedAt} />
    </>
  );
}
