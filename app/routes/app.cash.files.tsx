import type { ActionFunctionArgs } from '@remix-run/node';
import {
  MaxPartSizeExceededError,
  unstable_createMemoryUploadHandler as inMemory,
  unstable_parseMultipartFormData as parseForm,
} from '@remix-run/node';
import { z } from 'zod';
import type { CashFileRefusal, CashFileResult } from '#app/contracts/cash.ts';
import { currentInstant } from '#app/services/clock.server.ts';
import { importBankLines, importCosts } from '#app/services/import-cash-file.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';

/**
 * Takes a file in the form field `file`: costs, or with `?kind=bank` a bank statement, whose field `choices` says as JSON how
 * it is to be read where it reads in two ways.
 */
export async function action({ request }: ActionFunctionArgs): Promise<CashFileResult> {
  const { shopId } = await requireShop(request);
  const now = currentInstant();
  const form = await fileForm(request);
  if (typeof form === 'string') return refused(form);
  const file = form.get('file');
  if (file === null || typeof file === 'string') return refused('empty');
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (new URL(request.url).searchParams.get('kind') !== 'bank')
    return importCosts({ shopId, bytes, now });
  return importBankLines({ shopId, bytes, choices: choicesOf(form.get('choices')), now });
}

const place = z.int().min(0).max(500).nullable().optional();
const choicesSchema = z.object({
  columns: z
    .object({
      date: place,
      amount: place,
      credit: place,
      debit: place,
      direction: place,
      currency: place,
    })
    .optional(),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
});

/** What is no choice counts as none made: the file is asked about again. */
function choicesOf(field: FormDataEntryValue | null): z.infer<typeof choicesSchema> {
  if (typeof field !== 'string') return {};
  const read = choicesSchema.safeParse(jsonOf(field));
  return read.success ? read.data : {};
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A little above what is taken, so that a file is refused in the words of its own fault. */
const MOST_BYTES = 2_100_000;
/** The form around the file. */
const FORM_ALLOWANCE = 64 * 1024;

async function fileForm(request: Request): Promise<FormData | CashFileRefusal> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > MOST_BYTES + FORM_ALLOWANCE) return 'too_large';
  try {
    return await parseForm(request, inMemory({ maxPartSize: MOST_BYTES }));
  } catch (error) {
    return error instanceof MaxPartSizeExceededError ? 'too_large' : 'not_text';
  }
}

function refused(code: CashFileRefusal): CashFileResult {
  return { ok: false, code, question: null };
}
