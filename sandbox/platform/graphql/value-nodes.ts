import { gid, graphDecimal, graphInstant, graphInstantOrNull } from '../formats.ts';
import type { EventRecord } from '../event-log.ts';
import { unpackCustomer } from '../records.ts';
import type { OrderRecord } from '../records.ts';
import type { Metafield } from '../shop-store.ts';

/** Nodes that are plain values: nothing below them needs the store. */

export function eventNode(event: EventRecord) {
  return {
    __typename: 'FulfillmentEvent',
    id: gid('FulfillmentEvent', event.id),
    status: event.status,
    happenedAt: graphInstant(event.happenedAt),
    createdAt: graphInstant(event.createdAt),
    estimatedDeliveryAt: graphInstantOrNull(event.estimatedDeliveryAt),
    message: event.message,
    city: event.city,
    country: event.country,
    zip: event.zip,
    address1: null,
    province: null,
    latitude: null,
    longitude: null,
  };
}

export function metafieldNode(field: Metafield, ownerType: string) {
  return {
    __typename: 'Metafield',
    id: gid('Metafield', field.id),
    legacyResourceId: String(field.id),
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.type.startsWith('json') ? JSON.parse(field.value) : field.value,
    compareDigest: String(field.updatedAt),
    ownerType,
    sizeInBytes: Buffer.byteLength(field.value),
    createdAt: graphInstant(field.createdAt),
    updatedAt: graphInstant(field.updatedAt),
  };
}

export function lineItemNode(line: OrderRecord['lineItems'][number], currency: string) {
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    name: line.title,
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.quantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: false,
    originalUnitPriceSet: moneyBag(line.unitMinor, currency),
    discountedUnitPriceSet: moneyBag(line.unitMinor, currency),
    originalTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
    discountedTotalSet: moneyBag(line.unitMinor * line.quantity, currency),
  };
}

export function mailingAddress(order: OrderRecord) {
  const { firstName, lastName, phone, address1, city, zip } = unpackCustomer(order.packedCustomer);
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', order.id),
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    phone,
    address1,
    address2: null,
    city,
    zip,
    country: order.destinationCountry,
    countryCode: order.destinationCountry,
    countryCodeV2: order.destinationCountry,
    coordinatesValidated: false,
    formatted: [`${firstName} ${lastName}`, address1, `${city} ${zip}`, order.destinationCountry],
    formattedArea: `${city}, ${order.destinationCountry}`,
  };
}

export function moneyBag(minor: number, currency: string) {
  const money = { amount: graphDecimal(minor, currency), currencyCode: currency };
  return { shopMoney: money, presentmentMoney: money };
}

export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
