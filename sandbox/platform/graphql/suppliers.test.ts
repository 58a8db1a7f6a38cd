import { afterEach, expect, test } from 'vitest';
import { createWorld } from '#sandbox/world/create-world.ts';
import type { Platform } from '../platform.ts';
import { adminOf, DAY, HandMadeWorld, orderCreated, fulfilled } from '../testing.ts';
import { SHOP, START, testApp, testPlatform } from '../testing.ts';

let platform: Platform;
afterEach(() => platform.stop());

const SCOPES = ['read_orders', 'read_inventory', 'read_locations'];
const FULFILLMENTS = `{ orders(first: 100) { nodes { fulfillments(first: 5) { id originAddress { countryCode }
  location { id name isFulfillmentService } service { id serviceName handle type location { name } } } } } }`;

async function shopWithSuppliers(scopes: readonly string[] = SCOPES) {
  platform = await testPlatform({
    world: createWorld({ seed: 7, startAt: START, shops: 1, ordersPerShop: 90, historyDays: 20 }),
  });
  await platform.install(SHOP, scopes);
  return adminOf(platform);
}

interface Answered {
  id: string;
  originAddress: { countryCode: string } | null;
  location: { id: string; name: string; isFulfillmentService: boolean } | null;
  service: {
    id: string;
    serviceName: string;
    handle: string;
    type: string;
    location: { name: string } | null;
  };
}

function fulfillmentsOf(body: {
  data: { orders: { nodes: { fulfillments: Answered[] }[] } };
}): Answered[] {
  return body.data.orders.nodes.flatMap((order) => order.fulfillments);
}

test('a fulfillment names the location it ships from and the service behind it, as the world has it', async () => {
  const ask = await shopWithSuppliers();
  const { body } = await ask(FULFILLMENTS);
  expect(body.errors).toBeUndefined();
  const truth = new Map(
    platform.world
      .truth(SHOP)
      .map((each) => [`gid://shopify/Fulfillment/${each.fulfillmentId}`, each.supplier]),
  );
  const shipped = fulfillmentsOf(body).filter(({ id }) => truth.has(id));
  expect(shipped.length).toBeGreaterThan(60);
  expect(shipped.map(({ location }) => location?.name)).toEqual(
    shipped.map(({ id }) => truth.get(id)),
  );
  const suppliers = new Map(
    platform.world.suppliers(SHOP).map((each) => [each.location.name, each]),
  );
  for (const { location, service, originAddress } of shipped) {
    const supplier = suppliers.get(location?.name ?? '');
    expect(supplier === undefined).toBe(originAddress?.countryCode === 'US');
    const isThirdParty = supplier !== undefined && supplier.service !== null;
    expect(location?.isFulfillmentService).toBe(isThirdParty);
    expect(service).toEqual(
      supplier === undefined || supplier.service === null
        ? {
            id: 'gid://shopify/FulfillmentService/manual',
            serviceName: 'Manual',
            handle: 'manual',
            type: 'MANUAL',
            location: null,
          }
        : {
            id: `gid://shopify/FulfillmentService/${supplier.service.id}?id=true`,
            serviceName: supplier.location.name,
            handle: supplier.service.handle,
            type: 'THIRD_PARTY',
            location: { name: supplier.location.name },
          },
    );
  }
  const [primary] = platform.world.locations(SHOP);
  const digital = fulfillmentsOf(body).filter(({ originAddress }) => originAddress === null);
  expect(digital.length).toBeGreaterThan(0);
  expect(digital.filter(({ location }) => location?.name !== primary?.name)).toEqual([]);
  expect(new Set(shipped.map(({ location }) => location?.name)).size).toBe(
    suppliers.size + platform.world.locations(SHOP).length,
  );
});

test.each([
  [['read_orders', 'read_inventory'], 'name', 'read_locations'],
  [['read_orders'], 'location', 'read_locations'],
])('with %j the location is null with an error on its %s; services stay', async (scopes, field) => {
  const ask = await shopWithSuppliers(scopes);
  const { body } = await ask(
    `{ orders(first: 1, query: "name:#1002") { nodes { fulfillments(first: 1) { location { id name }
      service { serviceName type } } } } }`,
  );
  const [fulfillment] = body.data.orders.nodes[0].fulfillments;
  expect(fulfillment.location).toBeNull();
  expect(fulfillment.service.type).toMatch(/^(MANUAL|THIRD_PARTY)$/);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0]).toMatchObject({
    message: expect.stringContaining(`Access denied for ${field} field`),
    extensions: {
      code: 'ACCESS_DENIED',
      requiredAccess: expect.stringContaining('`read_locations` access scope'),
    },
  });
});

test('services are found by id, and the shop lists them after its own', async () => {
  const ask = await shopWithSuppliers();
  const { body } = await ask(`{ shop { fulfillmentServices { id handle type } } }`);
  const services: { id: string; handle: string; type: string }[] =
    body.data.shop.fulfillmentServices;
  expect(services.map(({ type }) => type)).toEqual(['MANUAL', 'THIRD_PARTY', 'THIRD_PARTY']);
  for (const { id, handle } of services) {
    const found = await ask(`query ($id: ID!) { fulfillmentService(id: $id) { handle } }`, { id });
    expect(found.body.data).toEqual({ fulfillmentService: { handle } });
  }
  const unknown = await ask(
    `{ fulfillmentService(id: "gid://shopify/FulfillmentService/1?id=true") { handle } }`,
  );
  expect(unknown.body.data.fulfillmentService).toBeNull();
});

test('in a shop without locations a fulfillment has none, and is by hand', async () => {
  const world = new HandMadeWorld([orderCreated(1, START), fulfilled(1, START + DAY)]);
  platform = await testPlatform({ world, app: testApp() });
  await platform.install(SHOP, SCOPES);
  await platform.advanceTo(START + 2 * DAY);
  const ask = await adminOf(platform);
  const { body } = await ask(FULFILLMENTS);
  const [fulfillment] = fulfillmentsOf(body);
  expect(fulfillment).toMatchObject({ location: null, service: { type: 'MANUAL' } });
});
