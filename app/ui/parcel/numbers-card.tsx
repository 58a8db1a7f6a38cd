import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';
import { actorWords } from '#app/i18n/link-words.ts';
import { CopyButton } from '../copy-button.tsx';
import { useFormat } from '../screen-frame.tsx';
import { safeLink } from './safe-link.ts';

type Leg = ParcelView['legs'][number];

/** The chain of numbers from the first to the last, then those that were replaced; each with who linked it and since when. */
export function NumbersCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const chain = chainOf(parcel.legs);
  const others = parcel.legs
    .filter((leg) => !chain.includes(leg))
    .sort((one, other) => other.seq - one.seq);
  const legs = [...chain, ...others];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('parcel.numbersTitle')}
        </Text>
        {legs.length === 0 && (
          <Text as="p" tone="subdued">
            {t('parcel.noNumber')}
          </Text>
        )}
        {legs.map((leg) => (
          <Number key={leg.seq} leg={leg} isInChain={chain.includes(leg)} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Number({ leg, isInChain }: { leg: Leg; isInChain: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const link = safeLink(leg.trackingUrl);
  const started =
    leg.startedBasis === 'number_changed'
      ? t('parcel.numberSeenChanged', { at: format.instant(leg.startedAt) })
      : t('parcel.numberSeenCreated', { at: format.instant(leg.startedAt) });
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <Text
          as="span"
          fontWeight="semibold"
          breakWord
          textDecorationLine={isInChain ? undefined : 'line-through'}
        >
          {leg.number}
        </Text>
        <CopyButton
          text={leg.number}
          what={t('parcel.numberWhat', { number: leg.number })}
          variant="tertiary"
        />
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">{leg.carrier ?? t('parcels.noCarrier')}</Text>
        {leg.kind !== 'unknown' && <Badge>{t(`links.kind.${leg.kind}`)}</Badge>}
        {!leg.listed && <Badge tone="info">{t('links.oursAlone')}</Badge>}
      </InlineStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {leg.replacedAt === null
          ? started
          : t('common.beside', {
              first: started,
              second: t('parcel.numberReplaced', { at: format.instant(leg.replacedAt) }),
            })}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {leg.linkedBy === 'shopify'
          ? t('parcel.linkedBy.shopify')
          : t('parcel.linkedBy.other', { who: actorWords(leg.linkedBy, t) })}
      </Text>
      {link !== null && (
        // Polaris adds rel="noopener noreferrer" to a link into a new tab.
        <Link url={link} target="_blank">
          {t('parcel.trackAtCarrier')}
          <Text as="span" visuallyHidden>{` ${leg.number} (${t('common.opensNewTab')})`}</Text>
        </Link>
      )}
    </BlockStack>
  );
}
