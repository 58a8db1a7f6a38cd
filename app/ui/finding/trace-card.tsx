import { BlockStack, Card, Icon, InlineStack, Text } from '@shopify/polaris';
import { CheckCircleIcon, QuestionCircleIcon, XCircleIcon } from '@shopify/polaris-icons';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FindingView, TraceView } from '#app/contracts/finding-detail.ts';
import { Instant } from '../instant.tsx';
import { MissingHelp } from './missing-help.tsx';

/** Every condition as it came out, in the order asked, with the facts it rests on. */
export function TraceCard({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('finding.traceTitle')}
          </Text>
          <Text as="p" tone="subdued">
            {t('finding.judgedAt')} <Instant at={finding.judgedAt} />
          </Text>
        </BlockStack>
        {finding.missing.length > 0 && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {t('finding.missingTitle')}
            </Text>
            {finding.missing.map((one) => (
              <MissingHelp key={JSON.stringify(one)} missing={one} />
            ))}
          </BlockStack>
        )}
        {finding.trace.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a trace is a list in order; the same words may stand twice
          <Line key={index} line={line} />
        ))}
      </BlockStack>
    </Card>
  );
}

/** A fact that is known to be nothing is said so; only a missing one is unknown. */
function factWords({ value, missing }: TraceView['facts'][number], t: TFunction): string {
  if (value === 'true') return t('finding.yes');
  if (value === 'false') return t('finding.no');
  return value ?? t(missing === null ? 'finding.none' : 'common.unknown');
}

function Line({ line }: { line: TraceView }) {
  const { t } = useTranslation();
  const { holds } = line;
  const state = holds === null ? 'unknown' : holds ? 'holds' : 'holdsNot';
  const icon = holds === null ? QuestionCircleIcon : holds ? CheckCircleIcon : XCircleIcon;
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <span>
        <Icon source={icon} accessibilityLabel={t(`finding.trace.${state}`)} tone="base" />
      </span>
      <BlockStack gap="050">
        <Text as="p" fontWeight="medium">
          {line.words}
        </Text>
        {line.facts.map((fact) => (
          <Text key={fact.name} as="p" tone="subdued" variant="bodySm" breakWord>
            {t('finding.fact', {
              name: fact.name,
              value: factWords(fact, t),
              origin: fact.origin === null ? '' : t(`finding.origin.${fact.origin}`),
            })}
            {fact.at !== null && (
              <>
                {' '}
                <Instant at={fact.at} />
              </>
            )}
          </Text>
        ))}
      </BlockStack>
    </InlineStack>
  );
}
