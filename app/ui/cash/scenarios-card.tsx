import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashForecast, CashOutlook } from '#app/domain/cash/cash-forecast.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { chanceWords, type Words } from './cash-words.ts';

/** What would change if: each scenario beside the plain one, drawn from the same random numbers. */
export function ScenariosCard({ forecast }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { outlooks, threshold } = forecast;
  const limit = threshold === null ? null : format.roundMoney([threshold]);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('cash.scenarios.title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('cash.scenarios.text')}
          </Text>
        </BlockStack>
        <FigureTable
          caption={t('cash.scenarios.title')}
          nameTitle={t('cash.scenarios.name')}
          columns={[
            ...(limit === null
              ? []
              : [
                  t('cash.scenarios.above', { threshold: limit }),
                  t('cash.scenarios.chance', { threshold: limit }),
                ]),
            t('cash.scenarios.low'),
            t('cash.scenarios.closing'),
            t('cash.scenarios.difference'),
          ]}
          rows={outlooks.map((outlook) => ({
            key: outlook.scenario,
            name: t(`cash.scenario.${outlook.scenario}`),
            figures: figuresOf(outlook, { forecast, words }),
            note: assumedWords(outlook, words),
          }))}
        />
      </BlockStack>
    </Card>
  );
}

function figuresOf(
  { scenario, belowBy, safeUntil, low, closing }: CashOutlook,
  { forecast, words }: { forecast: CashForecast; words: Words },
): string[] {
  const { t, format } = words;
  const { threshold, outlooks, currency, from } = forecast;
  const money = (minor: number) => format.roundMoney([{ minor, currency }]);
  const beyond = closing.p50 - (outlooks[0]?.closing.p50 ?? closing.p50);
  return [
    ...(threshold === null
      ? []
      : [
          safeUntil === null
            ? t('cash.scenarios.throughout')
            : safeUntil === from
              ? t('cash.scenarios.notToday')
              : format.date(safeUntil),
          chanceWords(belowBy.at(-1) ?? 0, words),
        ]),
    t('cash.scenarios.lowOn', { money: money(low.minor), date: format.shortDate(low.on) }),
    money(closing.p50),
    scenario === 'as_is' ? t('cash.scenarios.none') : signed(beyond, money),
  ];
}

function signed(minor: number, money: (minor: number) => string): string {
  return minor > 0 ? `+${money(minor)}` : money(minor);
}

/** What a scenario takes for granted, with its figures. */
function assumedWords({ scenario, assumed }: CashOutlook, { t, format }: Words): string {
  const figure = (name: AssumedKey) => format.number(Math.round((assumed[name] ?? 0) * 100) / 100);
  switch (scenario) {
    case 'as_is':
      return t('cash.assumed.as_is');
    case 'ads_down_20':
      return assumed['adElasticity'] === undefined
        ? t('cash.assumed.noAds')
        : t('cash.assumed.ads_down_20', {
            elasticity: figure('adElasticity'),
            factor: figure('salesFactor'),
          });
    case 'supplier_terms_14':
      return t('cash.assumed.supplier_terms_14', { days: figure('termsDays') });
    case 'reserve_25':
      return t('cash.assumed.reserve_25', {
        percent: format.percent((assumed['reserveBp'] ?? 0) / 10_000),
        days: figure('reserveDays'),
      });
    case 'carrier_stop_10':
      return t('cash.assumed.carrier_stop_10', { days: figure('stopDays') });
    case 'sales_up_50':
      return t('cash.assumed.sales_up_50', { factor: figure('salesFactor') });
  }
}

type AssumedKey = 'adElasticity' | 'salesFactor' | 'termsDays' | 'reserveDays' | 'stopDays';
