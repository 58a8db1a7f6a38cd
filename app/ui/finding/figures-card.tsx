import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { UsedParamView } from '#app/contracts/finding-detail.ts';
import { useFormat } from '../screen-frame.tsx';
import { useCite, useParamValue } from './param-value.ts';

/** The dated figures that decided, each with where it stands. */
export function FiguresCard({ params }: { params: readonly UsedParamView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useParamValue();
  const citeOf = useCite();
  if (params.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('finding.figuresTitle')}
        </Text>
        {params.map((param) => (
          <BlockStack key={`${param.name} ${param.key}`} gap="050">
            <Text as="p">
              {t('finding.figure', {
                name: param.name,
                key: param.key === '' ? '' : t('common.bracketed', { words: param.key }),
                value: say(param),
              })}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm" breakWord>
              {t(param.by === 'merchant' ? 'finding.figureByYou' : 'finding.figureBy', {
                cite: citeOf(param.cite),
                from: param.from === null ? t('finding.sinceEver') : format.date(param.from),
              })}
            </Text>
          </BlockStack>
        ))}
        <Link url="/app/settings/compliance">{t('finding.changeFigures')}</Link>
      </BlockStack>
    </Card>
  );
}
