import { BlockStack, Card, Divider, Link, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CauseView, ClaimView, NamedCause } from '#app/contracts/diagnosis.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import {
  causeSentence,
  claimSentences,
  factSentence,
  otherCauses,
  stepSentences,
} from './cause-words.ts';
import { safeLink } from './safe-link.ts';

/** Why it is silent and how sure that is, what that rests on, the step that fits, and when a claim closes. */
export function CauseCard({ view }: { view: CauseView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [first, ...others] = view.causes;
  const otherwise = otherCauses(others, { t, format });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            <IntlText>{causeSentence(first, { t, format })}</IntlText>
          </Text>
          <Text as="p" variant="bodyLg">
            {t(`diagnosis.means.${first.cause}`)}
          </Text>
          {otherwise !== null && (
            <Text as="p" tone="subdued">
              <IntlText>{otherwise}</IntlText>
            </Text>
          )}
        </BlockStack>
        <Reasons cause={first} speaks="for" />
        <Reasons cause={first} speaks="against" />
        <Divider />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {t('diagnosis.stepTitle')}
          </Text>
          {stepSentences(view, { t, format }).map((sentence) => (
            <Text key={sentence} as="p">
              <IntlText>{sentence}</IntlText>
            </Text>
          ))}
        </BlockStack>
        {view.claim !== null && <Claim claim={view.claim} />}
      </BlockStack>
    </Card>
  );
}

function Reasons({ cause, speaks }: { cause: NamedCause; speaks: 'for' | 'against' }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasons = cause.reasons.filter((reason) => reason.speaks === speaks);
  if (reasons.length === 0) return null;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t(`diagnosis.speaks.${speaks}`)}
      </Text>
      <List>
        {reasons.map((reason) => (
          <List.Item key={reason.fact}>
            <IntlText>{factSentence(reason, { t, format })}</IntlText>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

function Claim({ claim }: { claim: ClaimView | 'unknown' }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('diagnosis.claim.title')}
      </Text>
      {claimSentences(claim, { t, format }).map((sentence) => (
        <Text key={sentence} as="p">
          <IntlText>{sentence}</IntlText>
        </Text>
      ))}
      {claim !== 'unknown' && (
        <>
          <Text as="p" tone="subdued" variant="bodySm" breakWord>
            <Source source={claim.source} />
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {t('diagnosis.claim.notLaw')}
          </Text>
        </>
      )}
    </BlockStack>
  );
}

/** The published text, when it was read, and, when it was read in a quotation, where that stands. */
function Source({ source: { title, url, readIn, checkedOn } }: Pick<ClaimView, 'source'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const on = format.date(checkedOn);
  return (
    <>
      <Address url={url}>{title}</Address>{' '}
      <IntlText>
        {readIn === null
          ? t('diagnosis.claim.readOn', { on })
          : t('diagnosis.claim.readIn', { on })}
      </IntlText>
      {readIn !== null && (
        <>
          {' '}
          <Address url={readIn}>{new URL(readIn).hostname}</Address>
        </>
      )}
    </>
  );
}

/** What has an address that is not https is named without a link. */
function Address({ url, children }: { url: string; children: string }) {
  const { t } = useTranslation();
  const link = safeLink(url);
  if (link === null) return children;
  return (
    <Link url={link} target="_blank">
      {children}
      <Text as="span" visuallyHidden>{` (${t('common.opensNewTab')})`}</Text>
    </Link>
  );
}
