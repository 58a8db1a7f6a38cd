import { BlockStack, Box, Card, InlineStack, List, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '#app/i18n/languages.ts';
import type { Language } from '#app/i18n/languages.ts';
import { CheckCard } from './check-card.tsx';

/** Where anybody checks an evidence pack, without an account and without sending it. */
export function VerifyScreen({ language }: { language: Language }) {
  const { t } = useTranslation();
  return (
    <main lang={language}>
      <Page narrowWidth title={t('verify.title')} subtitle={t('verify.subtitle')}>
        <BlockStack gap="400">
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Languages current={language} />
          </Box>
          <CheckCard language={language} />
          <Statements
            title={t('verify.proves.title')}
            statements={[
              t('verify.proves.unedited'),
              t('verify.proves.order'),
              t('verify.proves.whole'),
            ]}
          />
          <Statements
            title={t('verify.doesNotProve.title')}
            statements={[
              t('verify.doesNotProve.truth'),
              t('verify.doesNotProve.operator'),
              t('verify.doesNotProve.key'),
              t('verify.doesNotProve.complete'),
            ]}
          />
          <Offline />
        </BlockStack>
      </Page>
    </main>
  );
}

function Statements({ title, statements }: { title: string; statements: readonly string[] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <List>
          {statements.map((statement) => (
            <List.Item key={statement}>{statement}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}

function Offline() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t('verify.offline.title')}
        </Text>
        <Text as="p">{t('verify.offline.text')}</Text>
        <Text as="p" breakWord>
          <code>{COMMAND}</code>
        </Text>
      </BlockStack>
    </Card>
  );
}

const COMMAND = 'npx lastscan-verify pack.zip';

/** Documents of their own: the page may not fetch another language, and the switch works without any script. */
function Languages({ current }: { current: Language }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('verify.languages')}>
      <InlineStack gap="300">
        {LANGUAGES.map((language) =>
          language === current ? (
            <Text key={language} as="span" fontWeight="semibold">
              <span aria-current="true" lang={language}>
                {t(`settings.languageName.${language}`)}
              </span>
            </Text>
          ) : (
            <a key={language} lang={language} href={`?lang=${language}`} className="Polaris-Link">
              {t(`settings.languageName.${language}`)}
            </a>
          ),
        )}
      </InlineStack>
    </nav>
  );
}
