import { BlockStack, Box, Card, Page, Tabs, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashView } from '#app/contracts/cash.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { CashChart } from './cash-chart.tsx';
import { cashDraft, cashForm, type CashDraft } from './cash-draft.ts';
import { CashHeadline } from './cash-headline.tsx';
import { DriversCard } from './drivers-card.tsx';
import { GapsCard } from './gaps-card.tsx';
import { missingWords } from './missing-words.ts';
import { ScenariosCard } from './scenarios-card.tsx';
import { useCashActions } from './use-cash-actions.ts';

/** Cash over 13 weeks: one sentence, what it leaves out, the line with its band, what moves it, and what if. */
export function CashScreen({ view }: { view: CashView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(0);
  const { act, result, isActing } = useCashActions();
  const [askedAt, setAskedAt] = useState<string | null>();
  const { forecasts, settings, currency, version, today, madeAt } = view;
  const forecast = forecasts[chosen] ?? forecasts[0];
  const missing =
    forecast === undefined
      ? []
      : missingWords(forecast, { gateways: view.gateways, words: { t, format } });
  const isWaiting = isBehind(view) || (result?.ok !== false && askedAt === madeAt);
  useLivePage({ isPaused: !isWaiting });
  const save = (change: Partial<CashDraft>) => {
    setAskedAt(madeAt);
    const draft = { ...cashDraft(settings, { currency, today }), ...change };
    act({
      intent: 'save_settings',
      version,
      settings: cashForm(draft, { settings, currency }),
    });
  };
  return (
    <Page
      title={t('cash.title')}
      secondaryActions={[
        { content: t('cash.setup.title'), url: '/app/cash/setup' },
        { content: t('cash.returns.title'), url: '/app/cash/returns' },
      ]}
    >
      {forecast === undefined ? (
        <Card>
          <EmptyTeach
            title={t('cash.empty.title')}
            text={t('cash.empty.text')}
            action={{ label: t('cash.empty.action'), url: '/app/cash/setup' }}
          />
        </Card>
      ) : (
        <BlockStack gap="400">
          {forecasts.length > 1 && <Currencies view={view} chosen={chosen} onChoose={setChosen} />}
          <CashHeadline
            view={view}
            forecast={forecast}
            missing={missing}
            isWaiting={isWaiting}
            result={result}
            isActing={isActing}
            onOpening={(opening) => save({ opening, openingOn: today })}
            onThreshold={(threshold) => save({ threshold })}
          />
          <GapsCard forecast={forecast} payments={view.payments} />
          <CashChart key={forecast.currency} forecast={forecast} missing={missing} />
          <DriversCard key={`drivers ${forecast.currency}`} forecast={forecast} />
          <ScenariosCard forecast={forecast} />
        </BlockStack>
      )}
    </Page>
  );
}

/** One tab a currency: they are never added. */
function Currencies({
  view: { forecasts, currency },
  chosen,
  onChoose,
}: {
  view: CashView;
  chosen: number;
  onChoose: (index: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="100">
      <Tabs
        tabs={forecasts.map((forecast) => ({ id: forecast.currency, content: forecast.currency }))}
        selected={chosen}
        onSelect={onChoose}
      />
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <Text as="p" variant="bodySm" tone="subdued">
          {t('cash.otherCurrencies', { currency })}
        </Text>
      </Box>
    </BlockStack>
  );
}

/** What was saved is not in the forecast yet. */
function isBehind({ forecasts, settings, currency, madeAt }: CashView): boolean {
  const own = forecasts.find((forecast) => forecast.currency === currency);
  if (madeAt === null || own === undefined) return true;
  const { opening, threshold } = settings;
  const isOfOwn = (money: { currency: string } | null) => money?.currency === currency;
  return (
    (isOfOwn(threshold) && own.threshold?.minor !== threshold?.minor) ||
    (threshold === null && own.threshold !== null) ||
    (isOfOwn(opening) && own.gaps.includes('no_opening'))
  );
}
