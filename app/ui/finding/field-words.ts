import { useTranslation } from 'react-i18next';
import type en from '#app/i18n/en.json';

type Field = keyof typeof en.finding.field;

const FIELDS: ReadonlySet<string> = new Set<Field>([
  'shopPolicies',
  'SHIPPING_POLICY',
  'originCountry',
  'manufacturer_country',
  'shippingAddress',
  'buyerCountry',
  'isCompany',
  'deliveredAt',
  'deliveredCountry',
  'handedOverAt',
  'shippingPaid',
  'promiseToShip',
  'promiseToDeliver',
  'promise',
  'claim',
  'lines',
  'lineItems',
  'order',
  'transactions',
  'refunds',
  'returnReasons',
  'evidenceDueBy',
  'shipsFrom',
  'menus',
  'pages',
  'markets',
  'locations',
  'privacy',
  'inventoryQuantity',
  'disputes',
  'cardOrders',
  'deliveryMethod',
  'eurosPer100',
  'transit',
] as const);

/** A missing field in words; what nobody has words for keeps its name. `eurosPer100.USD` is told by its first part. */
export function useFieldWords(): (field: string) => string {
  const { t } = useTranslation();
  return (field) => {
    const [name = field] = field.split('.');
    return isField(name) ? t(`finding.field.${name}`) : field;
  };
}

function isField(name: string): name is Field {
  return FIELDS.has(name);
}
