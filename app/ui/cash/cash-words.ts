import type { TFunction } from 'i18next';
import type { CashDriver } from '#app/domain/cash/cash-forecast.ts';
import type { Language } from '#app/i18n/languages.ts';
import type { Format } from '../format.ts';

export interface Words {
  t: TFunction;
  format: Format;
}

/** What moves cash, with the gateway, supplier or typed item it is about. */
export function driverName(
  { driver, label }: { driver: CashDriver; label: string },
  { t }: Pick<Words, 't'>,
): string {
  const name = t(`cash.driver.${driver}`);
  if (label === '') return name;
  return t('cash.named', { name, value: isOfGateway(driver) ? gatewayName(label, { t }) : label });
}

/** One reason for the low point: what goes out, and to whom. Typed items are called as the merchant called them. */
export function reasonWords(
  { driver, label, minor }: { driver: CashDriver; label: string; minor: number },
  { currency, words }: { currency: string; words: Words },
): string {
  const { t, format } = words;
  const money = format.roundMoney([{ minor: Math.abs(minor), currency }]);
  const shown = isOfGateway(driver) ? gatewayName(label, words) : label;
  if (label !== '' && IS_TYPED[driver] === true) return t('cash.reason', { money, what: shown });
  const what = t(`cash.reasonFor.${driver}`);
  return t('cash.reason', {
    money,
    what: label === '' ? what : t('cash.whatOf', { what, whose: shown }),
  });
}

const IS_TYPED: Partial<Record<CashDriver, true>> = { recurring: true, ads: true, one_off: true };

function isOfGateway(driver: CashDriver): boolean {
  return driver === 'future_sales' || driver === 'gateway_receipts';
}

/** Orders name a gateway by its code: the well-known ones are written as they call themselves, manual ones in words. */
export function gatewayName(gateway: string, { t }: Pick<Words, 't'>): string {
  const manual = MANUAL.find((each) => each === gateway);
  return manual === undefined ? (NAMES[gateway] ?? gateway) : t(`cash.gatewayName.${manual}`);
}

const MANUAL = ['bank_deposit', 'cash_on_delivery', 'money_order', 'manual'] as const;

const NAMES: Readonly<Record<string, string>> = {
  shopify_payments: 'Shopify Payments',
  paypal: 'PayPal',
  stripe: 'Stripe',
  klarna: 'Klarna',
  afterpay: 'Afterpay',
  amazon_payments: 'Amazon Pay',
  airwallex: 'Airwallex',
};

/** Rates are small: up to ten per cent they keep a digit. */
export function rateWords(fraction: number, language: Language): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    maximumFractionDigits: fraction < 0.1 ? 1 : 0,
  }).format(fraction);
}

/** Never "100 %" and never "0 %" of what was only simulated. */
export function chanceWords(chance: number, { t, format }: Words): string {
  if (chance > 0.99) return t('cash.moreThan', { percent: format.percent(0.99) });
  if (chance < 0.01) return t('cash.lessThan', { percent: format.percent(0.01) });
  return format.percent(Math.floor(chance * 100 + 1e-9) / 100);
}
