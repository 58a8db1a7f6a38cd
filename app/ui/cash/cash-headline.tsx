import { BlockStack, Box, InlineGrid, InlineStack, Link, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashActionResult, CashView } from '#app/contracts/cash.ts';
import type { CashForecast } from '#app/domain/cash/cash-forecast.ts';
import { Instant } from '../instant.tsx';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { cashSentence } from './cash-sentence.ts';
import { faultAt, wholeFault } from './fault-words.ts';
import { QuickField } from './quick-field.tsx';

/** The page's first line, what it starts from, and a field for what it lacks. */
export function CashHeadline({
  view,
  forecast,
  missing,
  isWaiting,
  result,
  isActing,
  onOpening,
  onThreshold,
}: {
  view: CashView;
  forecast: CashForecast;
  /** What is too large to be left out unsaid. */
  missing: readonly string[];
  /** A newer forecast is being made. */
  isWaiting: boolean;
  result: CashActionResult | undefined;
  isActing: boolean;
  onOpening: (amount: string) => void;
  onThreshold: (amount: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useFocusAfterSave(result);
  const { settings, currency } = view;
  const isOwn = forecast.currency === currency;
  const fault = (path: string) => faultAt(result, [`${path}.amount`, `${path}.currency`], { t });
  const whole = wholeFault(result, { t });
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="300">
        <div ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          <Text as="h2" variant="headingLg">
            <IntlText>{cashSentence(forecast, { missing, words: { t, format } })}</IntlText>
          </Text>
        </div>
        <StartLine forecast={forecast} />
        {isOwn && (settings.opening === null || settings.threshold === null) && (
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
            {settings.opening === null && (
              <QuickField
                label={t('cash.quick.opening')}
                currency={currency}
                error={fault('opening')}
                isSaving={isActing}
                onSave={onOpening}
              />
            )}
            {settings.threshold === null && (
              <QuickField
                label={t('cash.quick.threshold')}
                currency={currency}
                error={fault('threshold')}
                isSaving={isActing}
                onSave={onThreshold}
              />
            )}
          </InlineGrid>
        )}
        {whole !== undefined && (
          <div role="alert">
            <Text as="p" tone="critical">
              {whole}
            </Text>
          </div>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          <span role="status">
            {isWaiting ? (
              t('cash.waiting')
            ) : (
              <>
                {t('cash.made', { paths: format.number(forecast.paths) })}{' '}
                {view.madeAt !== null && <Instant at={view.madeAt} />}
              </>
            )}
          </span>
        </Text>
      </BlockStack>
    </Box>
  );
}

/** From which balance the line starts, and where it is changed. */
function StartLine({ forecast: { opening, gaps, currency, from } }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (gaps.includes('no_opening')) return null;
  const facts = {
    money: format.money({ minor: opening.minor, currency }),
    date: format.date(opening.on),
  };
  return (
    <InlineStack gap="200">
      <Text as="p">
        <IntlText>
          {t(opening.on < from ? 'cash.startOfEarlier' : 'cash.startOfToday', facts)}
        </IntlText>{' '}
        <Link url="/app/cash/setup#balance">{t('cash.change')}</Link>
      </Text>
    </InlineStack>
  );
}

/** The field that was saved is gone then; who cannot see the page is led to what the line says now. */
function useFocusAfterSave(result: CashActionResult | undefined) {
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result?.ok === true) heading.current?.focus();
  }, [result]);
  return heading;
}
