import { parseArgs } from 'node:util';
import { DAY } from './calendar.ts';
import { createWorld } from './create-world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    days: { type: 'string', default: '0' },
    orders: { type: 'string' },
  },
});
const startAt = Date.UTC(2026, 10, 20, 14);
const world = createWorld({
  seed: Number(values.seed),
  startAt,
  ...(values.orders === undefined ? {} : { ordersPerShop: Number(values.orders) }),
});
const began = performance.now();
const counts = new Map<string, number>();
for (const effect of world.advanceTo(startAt + Number(values.days) * DAY)) {
  counts.set(effect.kind, (counts.get(effect.kind) ?? 0) + 1);
}
console.log(
  `${Math.round(performance.now() - began)} ms, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
console.table(Object.fromEntries(counts));
for (const shop of world.shops) {
  const truths = new Map<string, number>();
  for (const { truth } of world.truth(shop.domain)) truths.set(truth, (truths.get(truth) ?? 0) + 1);
  console.log(shop.domain, Object.fromEntries(truths));
}
