import { parseGid } from '../formats.ts';
import type { Metafield } from '../shop-store.ts';
import type { GraphContext } from './context.ts';
import { isOfAnotherApp, ownNamespace } from './metafield-namespace.ts';
import { demand } from './resolve-field.ts';
import { metafieldNode } from './value-nodes.ts';

interface MetafieldInput {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
}

interface UserError {
  field: string[];
  message: string;
  code: string;
  elementIndex: number | null;
}

const MOST_AT_ONCE = 25;
/** Shopify's limits of metafields: json since API 2026-04, most other types always. */
const LONGEST_JSON_BYTES = 128 * 1024;
const LONGEST_TEXT_BYTES = 64 * 1024;
const KEY = /^[\w-]{2,64}$/;
const NAMESPACE = /^[\w-]{3,255}$/;

/** The schema's data names no scope: what the write needs depends on the owner. */
const WRITES_ORDERS = { anyOf: ['write_orders'], text: '`write_orders` access scope.' };

/** Metafields of orders; those of anything else are refused. All are set, or none. */
export const metafieldMutations = {
  metafieldsSet({ metafields }: { metafields: MetafieldInput[] }, context: GraphContext) {
    if (metafields.length > MOST_AT_ONCE) {
      return refused({
        field: ['metafields'],
        message: `Exceeded the maximum metafields input limit of ${MOST_AT_ONCE}.`,
        code: 'LESS_THAN_OR_EQUAL_TO',
        elementIndex: null,
      });
    }
    const errors = metafields.flatMap((input, index) => wrongWith(input, index, context) ?? []);
    if (errors.length > 0) return refused(...errors);
    demand(WRITES_ORDERS, 'metafieldsSet', context);
    return { metafields: metafields.map((input) => write(input, context)), userErrors: [] };
  },
};

function refused(...userErrors: UserError[]) {
  return { metafields: null, userErrors };
}

/** What is wrong with one input; null when nothing is. */
function wrongWith(
  input: MetafieldInput,
  elementIndex: number,
  context: GraphContext,
): UserError | null {
  const wrong = (field: string, code: string, message: string) => ({
    field: ['metafields', String(elementIndex), field],
    message,
    code,
    elementIndex,
  });
  const owner = parseGid(input.ownerId);
  if (owner?.type !== 'Order' || !context.store.orders.has(owner.id))
    return wrong('ownerId', 'INVALID', 'Owner does not exist.');
  if (!KEY.test(input.key)) return wrong('key', 'INVALID', 'Key is invalid.');
  const namespace = ownNamespace(input.namespace);
  if (!NAMESPACE.test(namespace)) return wrong('namespace', 'INVALID', 'Namespace is invalid.');
  if (isOfAnotherApp(namespace)) {
    const message =
      'Access to this namespace and key on Metafields for this resource type is not allowed.';
    return wrong('namespace', 'APP_NOT_AUTHORIZED', message);
  }
  const known = found(owner.id, namespace, input.key, context);
  if (input.type == null && known === undefined)
    return wrong('type', 'BLANK', "Type can't be blank");
  if (input.value === '') return wrong('value', 'BLANK', "Value can't be blank.");
  const type = input.type ?? known?.type;
  const longest = type === 'json' ? LONGEST_JSON_BYTES : LONGEST_TEXT_BYTES;
  if (Buffer.byteLength(input.value) > longest)
    return wrong('value', 'TOO_LONG', `Value is too long (maximum is ${longest} bytes).`);
  if (type === 'json' && !isJson(input.value))
    return wrong('value', 'INVALID_VALUE', 'Value is invalid JSON.');
  return isStale(input, known)
    ? wrong('compareDigest', 'STALE_OBJECT', 'The metafield has been modified since it was loaded.')
    : null;
}

/** Null expects that there is none yet; absent expects nothing. */
function isStale({ compareDigest }: MetafieldInput, known: Metafield | undefined): boolean {
  if (compareDigest === undefined) return false;
  return compareDigest !== (known === undefined ? null : String(known.updatedAt));
}

function write(input: MetafieldInput, context: GraphContext) {
  const { store, now, nextId } = context;
  const owner = parseGid(input.ownerId)?.id ?? 0;
  const namespace = ownNamespace(input.namespace);
  let field = found(owner, namespace, input.key, context);
  if (field === undefined) {
    const type = input.type ?? 'json';
    const dates = { createdAt: now, updatedAt: now };
    field = { id: nextId(), namespace, key: input.key, type, value: '', ...dates };
    store.metafields.set(owner, [...(store.metafields.get(owner) ?? []), field]);
  }
  field.type = input.type ?? field.type;
  field.value = input.value;
  field.updatedAt = now;
  return metafieldNode(field, 'ORDER');
}

function found(owner: number, namespace: string, key: string, { store }: GraphContext) {
  const fields = store.metafields.get(owner) ?? [];
  return fields.find((field) => field.namespace === namespace && field.key === key);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
