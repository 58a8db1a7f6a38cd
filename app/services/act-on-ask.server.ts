import { askActionSchema } from '#app/contracts/asks.ts';
import type { AskResult } from '#app/contracts/asks.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import { answerAsk } from '#app/services/answer-ask.server.ts';
import { closeAsk, reopenAsk } from '#app/services/close-ask.server.ts';
import { isAskId } from '#app/services/load-ask.server.ts';

/** Does what staff asked for on an ask's page. `body` is untrusted; a refusal names what to mend and changes nothing. */
export async function actOnAsk({
  body,
  ...deed
}: {
  shopId: number;
  askId: string;
  /** `user:<id>`. */
  actor: string;
  body: unknown;
  now: Date;
}): Promise<AskResult> {
  if (!isAskId(deed.askId)) return { ok: false, code: 'gone', field: null };
  const parsed = askActionSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? null;
    const isTooLong = field === 'text' && issue?.code === 'too_big';
    return { ok: false, code: isTooLong ? 'too_long' : 'bad_input', field };
  }
  const action = parsed.data;
  switch (action.intent) {
    case 'answer':
      return answerAsk({ ...deed, ...action });
    case 'close':
      return closeAsk(deed);
    case 'reopen':
      return reopenAsk(deed);
    default:
      return assertExhaustive(action);
  }
}
