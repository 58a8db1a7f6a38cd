import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { SET_ASIDE_REASONS, type AlertBudget } from '#app/contracts/alert-budget.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { AlertTable } from './alert-table.tsx';

/** What each budget would have caught and missed: one message, the table, and what it rests on. */
export function AlertOutlook({
  budget,
  chosenOf100,
  onChoose,
}: {
  budget: AlertBudget;
  /** Null while limits are fixed. */
  chosenOf100: number | null;
  onChoose: (flaggedOf100: number) => void;
}) {
  return (
    <BlockStack gap="300">
      <Message budget={budget} chosenOf100={chosenOf100} />
      <AlertTable budget={budget} chosenOf100={chosenOf100} onChoose={onChoose} />
      <Notes budget={budget} />
    </BlockStack>
  );
}

function Message({
  budget: { results, good, stuck },
  chosenOf100,
}: {
  budget: AlertBudget;
  chosenOf100: number | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = results.find(
    ({ policy }) => policy.kind === 'learned' && policy.flaggedOf100 === chosenOf100,
  );
  return (
    <Text as="h3" variant="headingSm">
      {words()}
    </Text>
  );

  function words(): string {
    if (chosen === undefined || chosenOf100 === null) return t('alerts.messageFixed');
    const { goodFlagged, stuckCaught } = chosen;
    const budget = format.number(chosenOf100);
    if (goodFlagged === null) return t('alerts.messageEstimated', { budget });
    const facts = { budget, flagged: format.number(goodFlagged), good: format.number(good) };
    return stuckCaught === null || stuck === 0
      ? t('alerts.messageNoStuck', facts)
      : t('alerts.message', {
          ...facts,
          caught: format.number(stuckCaught),
          stuck: format.number(stuck),
        });
  }
}

/** What the figures rest on, and what cannot be kept. */
function Notes({ budget }: { budget: AlertBudget }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { basis, good, stuck, leastOf100, fromOn, untilOn, version } = budget;
  return (
    <BlockStack gap="100">
      {leastOf100 !== null && (
        <Text as="p" fontWeight="semibold">
          {t('alerts.least', { number: format.number(Math.ceil(leastOf100)) })}
        </Text>
      )}
      {basis === 'usual_way' ? (
        <Text as="p" fontWeight="semibold">
          {t('alerts.estimates', { count: good, number: format.number(good) })}
        </Text>
      ) : (
        <>
          <Text as="p" tone="subdued">
            <IntlText>
              {t('alerts.replayed', {
                count: good + stuck,
                number: format.number(good + stuck),
                from: format.date(fromOn),
                until: format.date(untilOn),
              })}
            </IntlText>{' '}
            {stuck === 0 && t('alerts.noneStuck')}{' '}
            {t('lane.version', { version: format.number(version) })}
          </Text>
          {stuck > 0 && (
            <Text as="p" tone="subdued" variant="bodySm">
              {t('alerts.words')}
            </Text>
          )}
        </>
      )}
      <LeftOut setAside={budget.setAside} />
    </BlockStack>
  );
}

/** What nothing was learned from, by name and number. */
function LeftOut({ setAside }: Pick<AlertBudget, 'setAside'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const leftOut = SET_ASIDE_REASONS.flatMap((reason) => {
    const count = setAside[reason] ?? 0;
    if (count === 0) return [];
    return t(`alerts.setAside.${reason}`, { count, number: format.number(count) });
  });
  if (leftOut.length === 0) return null;
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      <IntlText>{t('alerts.leftOut', { list: format.list(leftOut) })}</IntlText>
    </Text>
  );
}
