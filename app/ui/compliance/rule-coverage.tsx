import { Badge, BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Lack, RuleCoverage } from '#app/contracts/rule-coverage.ts';
import type { FactGroup } from '#app/domain/findings/fact-groups.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { findingListAddress } from './finding-tabs.ts';
import { useScopeWords } from './scope-words.ts';

interface Covered {
  rule: RuleCoverage;
}

export function RuleName({ rule: { id, title } }: Covered) {
  const { t } = useTranslation();
  return (
    <BlockStack>
      <Link url={`/app/compliance/rules/${id}`} removeUnderline>
        <Text as="span" fontWeight="semibold" breakWord>
          {title}
        </Text>
      </Link>
      <Text as="span" variant="bodySm" tone="subdued">
        <Text as="span" visuallyHidden>
          {t('compliance.cover.column.rule')}{' '}
        </Text>
        {id}
      </Text>
    </BlockStack>
  );
}

const TONES = {
  active: 'success',
  scheduled: 'info',
  draft: undefined,
  deprecated: undefined,
  off: undefined,
} as const;

export function RuleStatusBadge({ rule: { status } }: Covered) {
  const { t } = useTranslation();
  return (
    <InlineStack>
      <Badge tone={TONES[status]}>{t(`compliance.cover.status.${status}`)}</Badge>
    </InlineStack>
  );
}

/** How many findings of a rule are open, or cannot be told, with the way to them. */
export function RuleCount({ rule, of }: Covered & { of: 'open' | 'unknown' }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = rule[of];
  const number = format.number(count);
  if (count === 0) return <>{number}</>;
  const address = findingListAddress({
    rules: [rule.id],
    verdicts: of === 'unknown' ? ['unknown'] : [],
  });
  return (
    <Link
      url={address}
      accessibilityLabel={t(`compliance.cover.see.${of}`, { count, number, title: rule.title })}
    >
      {number}
    </Link>
  );
}

/** Its source and when it was last looked up; what is older than it may be is said to be. */
function RuleSourceAge({ rule: { source } }: Covered) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cite, ageDays, isStale, checkedOn } = source;
  return (
    <Text as="p" variant="bodySm" tone={isStale ? 'caution' : 'subdued'} breakWord>
      <span title={format.date(checkedOn)}>
        {t(isStale ? 'compliance.cover.stale' : 'compliance.cover.checked', {
          cite,
          count: ageDays,
          number: format.number(ageDays),
        })}
      </span>
    </Text>
  );
}

/** What a rule reads, and what it lacks with what would supply it. */
export function RuleFacts({ rule }: Covered) {
  const { t } = useTranslation();
  const format = useFormat();
  const groupWords = (group: FactGroup) => t(`compliance.cover.fact.${FACT_KEYS[group]}`);
  const there = rule.facts.filter(({ isThere }) => isThere).map(({ group }) => groupWords(group));
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm" tone="subdued">
        {t('compliance.cover.reads', { facts: format.list(there) })}
      </Text>
      <RuleSourceAge rule={rule} />
      {rule.recordsWholeAt !== null && (
        <Text as="p" variant="bodySm" tone="subdued">
          <IntlText>
            {t('compliance.cover.recordsWhole', {
              date: format.date(format.dateOf(rule.recordsWholeAt)),
            })}
          </IntlText>
        </Text>
      )}
      {rule.status !== 'off' &&
        rule.lacks.map((lack) => <LackLine key={keyOf(lack)} lack={lack} rule={rule} />)}
    </BlockStack>
  );
}

function LackLine({ lack, rule }: Covered & { lack: Lack }) {
  const { t } = useTranslation();
  const format = useFormat();
  const scopeWords = useScopeWords();
  if (lack.kind === 'scope') {
    return (
      <Text as="p" tone="caution" breakWord>
        {t('compliance.cover.lack.scope', { scope: scopeWords(lack.scope) })}
      </Text>
    );
  }
  const counted = { count: lack.findings, number: format.number(lack.findings) };
  return (
    <InlineStack gap="200">
      <Text as="span" tone="caution" breakWord>
        {lack.kind === 'attestation'
          ? t('compliance.cover.lack.attestation', { ...counted, question: lack.question })
          : t(`compliance.cover.lack.${lack.kind}`, counted)}
      </Text>
      <Link url={findingListAddress({ rules: [rule.id], verdicts: ['unknown'] })}>
        {t('compliance.cover.seeThem')}
      </Link>
    </InlineStack>
  );
}

function keyOf(lack: Lack): string {
  if (lack.kind === 'scope') return `scope ${lack.scope}`;
  return lack.kind === 'attestation' ? `attestation ${lack.question}` : lack.kind;
}

/** A dot in a key of words would be a level. */
const FACT_KEYS = {
  order: 'order',
  'order.details': 'orderDetails',
  'order.notices': 'orderNotices',
  parcels: 'parcels',
  product: 'product',
  prices: 'prices',
  returns: 'returns',
  disputes: 'disputes',
  destinations: 'destinations',
  shop: 'shop',
  policies: 'policies',
  pages: 'pages',
  privacy: 'privacy',
  attestations: 'attestations',
  plans: 'plans',
  forecast: 'forecast',
} as const satisfies Record<FactGroup, string>;
