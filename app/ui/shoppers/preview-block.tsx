import {
  BlockStack,
  Box,
  Button,
  InlineStack,
  Link,
  SkeletonBodyText,
  Text,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShopperLanguage } from '#app/domain/shopper/shopper-settings.ts';
import type { ParcelLines, Translate } from '../../../extensions/shopper-tracking/src/say.ts';
import type { LocaleWords } from './use-locale-words.ts';

/** The shopper's block as it would read, in the order in which the real one says it. */
export function PreviewBlock({
  linesOf,
  language,
  words,
  canAsk,
}: {
  linesOf: (translate: Translate) => ParcelLines;
  language: ShopperLanguage;
  words: LocaleWords;
  canAsk: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Box
      padding="400"
      borderWidth="025"
      borderColor="border"
      borderRadius="200"
      minHeight={SPACE_FOR_MOST}
    >
      {words === null && (
        <div role="status" aria-label={t('shoppers.preview.loading')}>
          <SkeletonBodyText lines={7} />
        </div>
      )}
      {words === 'failed' && <Text as="p">{t('shoppers.preview.failed')}</Text>}
      {words !== null && words !== 'failed' && (
        <div lang={language}>
          <BlockStack gap="300">
            <Lines lines={linesOf(words.translate)} needHeading={words.translate('needHeading')} />
            {canAsk && (
              <InlineStack>
                <Button disabled>{words.translate('ask.open')}</Button>
              </InlineStack>
            )}
          </BlockStack>
        </div>
      )}
    </Box>
  );
}

/** So that the page does not jump from one state to the next. */
const SPACE_FOR_MOST = '18rem';

function Lines({ lines, needHeading }: { lines: ParcelLines; needHeading: string }) {
  const quiet = [lines.since, lines.lastScan, lines.silence, lines.route];
  return (
    <>
      {lines.need !== null && (
        <Box padding="300" background="bg-surface-caution" borderRadius="200">
          <BlockStack gap="100">
            <Text as="p" fontWeight="semibold">
              {needHeading}
            </Text>
            <Text as="p">{lines.need}</Text>
            {lines.needContact !== null && <Text as="p">{lines.needContact}</Text>}
          </BlockStack>
        </Box>
      )}
      <Text as="p" fontWeight="semibold">
        {lines.headline}
      </Text>
      {lines.delivery !== null && <Text as="p">{lines.delivery}</Text>}
      {lines.next !== null && <Text as="p">{lines.next}</Text>}
      <BlockStack gap="100">
        {quiet.map(
          (line) =>
            line !== null && (
              <Text key={line} as="p" tone="subdued">
                {line}
              </Text>
            ),
        )}
      </BlockStack>
      {lines.legs.length > 0 && (
        <BlockStack gap="100" as="ul">
          {lines.legs.map(({ who, number, url, label }) => (
            <li key={number}>
              <Text as="span">{`${who} `}</Text>
              {url === null ? (
                number
              ) : (
                <Link url={url} target="_blank" accessibilityLabel={label}>
                  {number}
                </Link>
              )}
            </li>
          ))}
        </BlockStack>
      )}
    </>
  );
}
