import {
  Badge,
  BlockStack,
  Box,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashForecast, CashWeek } from '#app/domain/cash/cash-forecast.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { driverName } from './cash-words.ts';
import { driverTotals } from './driver-totals.ts';

const VIEWS = ['total', 'weeks'] as const;

/** What moves cash, heaviest first: over all 13 weeks, or week by week. */
export function DriversCard({ forecast }: { forecast: CashForecast }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<(typeof VIEWS)[number]>('total');
  const { weeks, currency } = forecast;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('cash.drivers.title')}
          </Text>
          <ButtonGroup variant="segmented">
            {VIEWS.map((view) => (
              <Button key={view} pressed={view === chosen} onClick={() => setChosen(view)}>
                {t(`cash.drivers.${view}`)}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
        {chosen === 'total' ? (
          <DriverTable weeks={weeks} currency={currency} caption={t('cash.drivers.title')} />
        ) : (
          <BlockStack>
            {weeks.map((week) => (
              <WeekRow key={week.from} week={week} currency={currency} />
            ))}
          </BlockStack>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {t('cash.drivers.note')}
        </Text>
      </BlockStack>
    </Card>
  );
}

function WeekRow({ week, currency }: { week: CashWeek; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const money = (minor: number) => format.roundMoney([{ minor, currency }]);
  const name = t('cash.chart.weekFrom', { date: format.date(week.from) });
  return (
    <Box borderBlockStartWidth="025" borderColor="border-secondary" paddingBlock="150">
      <Button
        fullWidth
        textAlign="left"
        variant="tertiary"
        disclosure={isOpen ? 'up' : 'down'}
        ariaExpanded={isOpen}
        ariaControls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {t('cash.drivers.week', {
          week: name,
          in: money(week.inMinor),
          out: money(Math.abs(week.outMinor)),
          closing: money(week.closing.p50),
        })}
      </Button>
      <div id={id}>
        {isOpen && <DriverTable weeks={[week]} currency={currency} caption={name} />}
      </div>
    </Box>
  );
}

function DriverTable({
  weeks,
  currency,
  caption,
}: {
  weeks: readonly CashWeek[];
  currency: string;
  caption: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = driverTotals(weeks);
  if (lines.length === 0)
    return (
      <Text as="p" tone="subdued">
        {t('cash.drivers.empty')}
      </Text>
    );
  return (
    <FigureTable
      caption={caption}
      nameTitle={t('cash.drivers.what')}
      columns={[t('cash.drivers.direction'), t('cash.drivers.amount'), t('cash.drivers.known')]}
      rows={lines.map((line) => ({
        key: [line.driver, line.certainty, line.label].join('|'),
        name: driverName(line, { t }),
        figures: [
          t(line.minor < 0 ? 'cash.drivers.goesOut' : 'cash.drivers.comesIn'),
          format.roundMoney([{ minor: Math.abs(line.minor), currency }]),
          // A cell of its own width on a phone, where a cell's content is stretched.
          <div key="certainty">
            <Badge {...(line.certainty === 'known' && { tone: 'info' })}>
              {t(`cash.certainty.${line.certainty}`)}
            </Badge>
          </div>,
        ],
      }))}
    />
  );
}
