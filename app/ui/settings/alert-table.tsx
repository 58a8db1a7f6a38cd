import { RadioButton } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AlertBudget, AlertPolicy, AlertPolicyResult } from '#app/contracts/alert-budget.ts';
import { useFormat } from '../screen-frame.tsx';
import styles from './alert-table.module.css';

const COLUMNS = ['flagged', 'caught', 'delay', 'sooner', 'alerts'] as const;
type Column = (typeof COLUMNS)[number];
/** What is known only of parcels that were lost. */
const OF_STUCK: readonly Column[] = ['caught', 'delay', 'sooner'];

/**
 * Each budget beside the fixed rules in use elsewhere: what it would have flagged, caught, and how soon. While limits are
 * learned a budget is chosen here. The roles are written out because a phone shows the rows as blocks.
 */
export function AlertTable({
  budget,
  chosenOf100,
  onChoose,
}: {
  budget: AlertBudget;
  /** Null while limits are fixed: nothing is chosen, everything is compared. */
  chosenOf100: number | null;
  onChoose: (flaggedOf100: number) => void;
}) {
  const { t } = useTranslation();
  const { results, stuck } = budget;
  const columns = COLUMNS.filter((column) => stuck > 0 || !OF_STUCK.includes(column));
  // Before anything was counted there is nothing to say of rules.
  const rules = results.filter(
    ({ policy, goodFlagged }) => policy.kind !== 'learned' && goodFlagged !== null,
  );
  return (
    <table className={styles['table']} role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('alerts.column.rule')}
          </th>
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              <ColumnName column={column} budget={budget} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <GroupRow words={t('alerts.budgets')} columns={columns.length} />
        {results.map((result) => {
          if (result.policy.kind !== 'learned') return null;
          const { flaggedOf100 } = result.policy;
          const isChosen = flaggedOf100 === chosenOf100;
          return (
            <tr key={flaggedOf100} role="row" className={isChosen ? styles['chosen'] : undefined}>
              <th role="rowheader" scope="row">
                <BudgetName
                  flaggedOf100={flaggedOf100}
                  isMet={result.isMet}
                  isChoice={chosenOf100 !== null}
                  isChosen={isChosen}
                  onChoose={onChoose}
                />
              </th>
              <Figures result={result} columns={columns} />
            </tr>
          );
        })}
      </tbody>
      {rules.length > 0 && (
        <tbody role="rowgroup">
          <GroupRow words={t('alerts.rules')} columns={columns.length} />
          {rules.map((result) => (
            <tr key={JSON.stringify(result.policy)} role="row">
              <th role="rowheader" scope="row">
                <RuleName policy={result.policy} />
              </th>
              <Figures result={result} columns={columns} />
            </tr>
          ))}
        </tbody>
      )}
    </table>
  );
}

/** What a column tells, and of how many parcels. */
function ColumnName({
  column,
  budget: { basis, good, stuck },
}: {
  column: Column;
  budget: AlertBudget;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const whole = basis === 'usual_way' ? null : wholeOf();
  return (
    <>
      {t(`alerts.column.${column}`)}
      {whole !== null && (
        <span className={styles['whole']}>
          {t('alerts.ofWhole', { whole: format.number(whole) })}
        </span>
      )}
    </>
  );

  function wholeOf(): number | null {
    if (column === 'flagged') return good;
    return column === 'caught' ? stuck : null;
  }
}

function GroupRow({ words, columns }: { words: string; columns: number }) {
  return (
    <tr role="row" className={styles['group']}>
      <th role="rowheader" scope="rowgroup" colSpan={columns + 1}>
        {words}
      </th>
    </tr>
  );
}

function BudgetName({
  flaggedOf100,
  isMet,
  isChoice,
  isChosen,
  onChoose,
}: {
  flaggedOf100: number;
  isMet: boolean;
  isChoice: boolean;
  isChosen: boolean;
  onChoose: (flaggedOf100: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = t('alerts.budget', { number: format.number(flaggedOf100) });
  const name = isMet ? words : t('alerts.notMet', { words });
  return isChoice ? (
    <RadioButton
      id={`flagged-of-100-${flaggedOf100}`}
      name="flaggedOf100"
      label={name}
      checked={isChosen}
      onChange={() => onChoose(flaggedOf100)}
    />
  ) : (
    name
  );
}

function RuleName({ policy }: { policy: AlertPolicy }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (policy.kind) {
    case 'learned':
      return null;
    case 'fixed':
      return t('alerts.rule.fixed', { count: policy.days, number: format.number(policy.days) });
    case 'own':
    case 'pair':
      return t(`alerts.rule.${policy.kind}`, {
        domestic: format.number(policy.domesticDays),
        international: format.number(policy.internationalDays),
      });
  }
}

function Figures({
  result: { flaggedShare, goodFlagged, stuckCaught, delayDays, soonerDays, alertsPer100 },
  columns,
}: {
  result: AlertPolicyResult;
  columns: readonly Column[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures: Record<Column, string | null> = {
    flagged: flaggedWords(),
    caught: stuckCaught === null ? null : format.number(stuckCaught),
    delay: delayDays === null ? null : format.days(delayDays),
    sooner: soonerDays === null ? null : soonerWords(soonerDays),
    alerts: alertsPer100 === null ? null : format.number(Math.round(alertsPer100)),
  };
  return columns.map((column) => (
    <td
      key={column}
      role="cell"
      className={figures[column] === null ? styles['unknown'] : undefined}
      data-name={t(`alerts.column.${column}`)}
    >
      {figures[column] ?? t('alerts.nothing')}
    </td>
  ));

  function flaggedWords(): string | null {
    if (flaggedShare === null) return null;
    const percent = format.percent(flaggedShare);
    return goodFlagged === null
      ? t('alerts.estimated', { percent })
      : t('alerts.withShare', { number: format.number(goodFlagged), percent });
  }

  function soonerWords(days: number): string {
    const size = Math.round(Math.abs(days) * 2) / 2;
    if (size === 0) return t('alerts.same');
    const facts = { count: size, number: format.days(size) };
    return days > 0 ? t('alerts.sooner', facts) : t('alerts.later', facts);
  }
}
