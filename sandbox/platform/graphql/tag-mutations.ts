import { parseGid } from '../formats.ts';
import type { GraphContext } from './context.ts';
import { OrderNode } from './order-node.ts';
import { demand } from './resolve-field.ts';

interface TagArguments {
  id: string;
  tags: readonly string[];
}

/** Tags of orders; what else Shopify tags, the sandbox does not. */
export const tagMutations = {
  tagsAdd: ({ id, tags }: TagArguments, context: GraphContext) =>
    changeTags('tagsAdd', id, context, (known) =>
      tagsOf(tags).reduce((kept, tag) => (has(kept, tag) ? kept : [...kept, tag]), known),
    ),
  tagsRemove: ({ id, tags }: TagArguments, context: GraphContext) =>
    changeTags('tagsRemove', id, context, (known) => {
      const removed = tagsOf(tags);
      return known.filter((tag) => !has(removed, tag));
    }),
};

/** The schema's data names no scope for these two: what they need depends on what is tagged. */
const WRITES_ORDERS = { anyOf: ['write_orders'], text: '`write_orders` access scope.' };

function changeTags(
  field: string,
  id: string,
  context: GraphContext,
  change: (tags: readonly string[]) => readonly string[],
) {
  const { store } = context;
  const parsed = parseGid(id);
  const order = parsed?.type === 'Order' ? store.orders.get(parsed.id) : undefined;
  if (order === undefined) {
    return { node: null, userErrors: [{ field: ['id'], message: 'Order does not exist.' }] };
  }
  demand(WRITES_ORDERS, field, context);
  const tags = change(order.tags);
  if (tags.length !== order.tags.length) {
    const { now: at } = context;
    context.commit({ kind: 'order_tagged', at, shop: store.shop.domain, orderId: order.id, tags });
  }
  return { node: new OrderNode(order, store), userErrors: [] };
}

/** Each text may hold several tags, parted by commas. */
function tagsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split(',')).flatMap((tag) => tag.trim() || []);
}

/** Tags are the same whatever their case. */
function has(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => each.toLowerCase() === tag.toLowerCase());
}
