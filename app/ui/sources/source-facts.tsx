import { ProgressBar, Text } from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SourceCardView, SourcesView } from '#app/contracts/sources.ts';
import type { Format } from '../format.ts';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { Facts } from './facts.tsx';
import { errorWords, isAsked, servesWords } from './source-words.ts';

/** What a connected source is asked, answers and costs. */
export function SourceFacts({ card, view }: { card: SourceCardView; view: SourcesView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { source, answeredAt, today } = card;
  const nameOf = (slug: string) =>
    view.carriers.find((carrier) => carrier.slug === slug)?.name ?? slug;
  const answer = answeredAt === null ? t('common.notYet') : <Instant at={answeredAt} />;
  const pushes = [
    { name: t('sources.fact.pushesToday'), value: format.number(today.pushes) },
    ...(today.pushesRefused > 0
      ? [{ name: t('sources.fact.refusedToday'), value: format.number(today.pushesRefused) }]
      : []),
  ];
  const scans = { name: t('sources.fact.scansToday'), value: format.number(today.scans) };
  if (!isAsked(source)) {
    return (
      <Facts facts={[{ name: t('sources.fact.lastPush'), value: answer }, ...pushes, scans]} />
    );
  }
  return (
    <Facts
      facts={[
        { name: t('sources.fact.lastAnswer'), value: answer },
        {
          name: t('sources.fact.callsToday'),
          value: t('sources.fact.callsOf', {
            calls: format.number(today.calls),
            expected: format.number(card.expectedCalls ?? 0),
          }),
        },
        { name: t('sources.fact.numbers'), value: format.number(card.backlog.tracked) },
        { name: t('sources.fact.backlog'), value: backlogWords(t, format, card) },
        scans,
        { name: t('sources.fact.newToday'), value: registeredWords(t, format, card) },
        ...pushes,
        { name: t('sources.fact.quota'), value: <Quota card={card} /> },
        {
          name: t('sources.fact.serves'),
          value: servesWords(t, format, { serves: card.plan.serves, nameOf }),
        },
        {
          name: t('sources.fact.keySaved'),
          value: t('sources.fact.keySavedOn', { on: format.instant(card.connectedAt) }),
        },
      ]}
    />
  );
}

/** The last week's failures, most frequent first. */
export function SourceErrors({ errors }: { errors: SourceCardView['errors'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (errors.length === 0) return null;
  return (
    <div>
      <Text as="h4" variant="headingSm">
        {t('sources.errorsTitle')}
      </Text>
      <Text as="p" tone="subdued">
        {format.list(
          errors.map(({ kind, count }) =>
            t('sources.errorCount', { number: format.number(count), error: errorWords(t, kind) }),
          ),
        )}
      </Text>
    </div>
  );
}

function Quota({ card: { source, quota } }: { card: SourceCardView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (quota === null) return <>{t('sources.fact.quotaUnknown')}</>;
  const { used, total, remaining, at } = quota;
  const spent = used ?? (total !== null && remaining !== null ? total - remaining : null);
  const words =
    spent !== null && total !== null
      ? t('sources.fact.quotaUsed', { used: format.number(spent), total: format.number(total) })
      : remaining !== null
        ? t('sources.fact.quotaLeft', { remaining: format.number(remaining) })
        : t('sources.fact.quotaUnknown');
  const id = `quota-${source}`;
  return (
    <>
      <span id={id}>
        {t('common.beside', {
          first: words,
          second: t('sources.fact.quotaAt', { at: format.relative(at) }),
        })}
      </span>
      {spent !== null && total !== null && total > 0 && (
        <ProgressBar
          size="small"
          animated={false}
          progress={Math.min(100, Math.round((spent / total) * 100))}
          tone={spent >= total ? 'critical' : 'highlight'}
          ariaLabelledBy={id}
        />
      )}
    </>
  );
}

function backlogWords(t: TFunction, format: Format, { backlog }: SourceCardView): string {
  const { due, oldestDueAt } = backlog;
  if (due === 0 || oldestDueAt === null) return t('sources.fact.backlogNone');
  return t('sources.fact.backlogSince', {
    number: format.number(due),
    age: format.age(oldestDueAt),
  });
}

function registeredWords(t: TFunction, format: Format, { today, plan }: SourceCardView): string {
  const count = format.number(today.registered);
  const { perThousandMinor, creditCurrency } = plan;
  if (perThousandMinor === null || creditCurrency === null) return count;
  const minor = Math.round((perThousandMinor * today.registered) / 1_000);
  return t('sources.fact.credits', {
    count,
    money: format.money({ minor, currency: creditCurrency }),
  });
}
