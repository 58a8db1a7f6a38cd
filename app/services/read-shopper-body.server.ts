import { LONGEST_ASK, shopperActionSchema } from '#app/contracts/shopper.ts';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';

/** The longest text takes 12,000 bytes where every character is written as an escape. */
const LARGEST_BODY_BYTES = 16_384;
/** Of what is too large, so much is taken in before the answer: whoever is still sending would not hear it. */
const LARGEST_DRAIN_BYTES = 1_048_576;

/** What a shopper's page asks to be done, or why it cannot be. Nothing larger than 16 KB is kept or parsed. */
export async function readShopperBody(request: Request): Promise<ShopperAction | ShopperRefusal> {
  const bytes = await firstBytes(request);
  const type = request.headers.get('content-type') ?? '';
  if (/^\s*(multipart\/|image\/|video\/|application\/(pdf|octet-stream))/i.test(type))
    return { refused: 'no_attachments' };
  if (bytes.length > LARGEST_BODY_BYTES) return { refused: 'too_long', limit: LONGEST_ASK };
  const parsed = shopperActionSchema.safeParse(jsonOf(bytes));
  return parsed.success ? parsed.data : refusalOf(parsed.error.issues);
}

/** The body, or one byte more than is taken of it. */
async function firstBytes({ body }: Request): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  // Not `for await`: leaving that cancels the stream, and with it the connection on which the answer is to go.
  const reader = body.getReader();
  for (let size = 0; size <= LARGEST_DRAIN_BYTES;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (size <= LARGEST_BODY_BYTES) chunks.push(value);
    size += value.byteLength;
  }
  return Buffer.concat(chunks).subarray(0, LARGEST_BODY_BYTES + 1);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

type Issue = { code: string; path: PropertyKey[]; keys?: string[] };

/** The first thing wrong with an action, as its writer can understand it. */
function refusalOf(issues: readonly Issue[]): ShopperRefusal {
  const [issue] = issues;
  const field = issue?.path.map(String).join('.') ?? '';
  if (field === 'text' && issue?.code === 'too_big')
    return { refused: 'too_long', limit: LONGEST_ASK };
  if (field === 'text' && issue?.code === 'too_small') return { refused: 'empty' };
  const [unknown] = issue?.keys ?? [];
  if (unknown === undefined) return { refused: 'bad_field', ...(field !== '' && { field }) };
  return ATTACHED.test(unknown)
    ? { refused: 'no_attachments' }
    : { refused: 'bad_field', field: unknown.slice(0, LONGEST_FIELD) };
}

const ATTACHED = /attach|file|image|photo|picture|video|media/i;
const LONGEST_FIELD = 40;
