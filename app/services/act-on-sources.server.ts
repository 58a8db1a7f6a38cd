import { sourceActionSchema } from '#app/contracts/sources.ts';
import type { SourceActionResult } from '#app/contracts/sources.ts';
import {
  checkSource,
  disconnectSource,
  moveSource,
  pauseSource,
} from '#app/services/change-source.server.ts';
import type { ChangeResult } from '#app/services/change-source.server.ts';
import { connectInbound, connectSource } from '#app/services/connect-source.server.ts';
import { saveSourceSettings } from '#app/services/save-source-settings.server.ts';

/**
 * Does what a person asked for on the Sources page. `body` is untrusted; what is no action of ours changes nothing and
 * is answered with `failed`.
 */
export async function actOnSources({
  shopId,
  body,
  actor,
  now,
}: {
  shopId: number;
  body: unknown;
  actor: string;
  now: Date;
}): Promise<SourceActionResult> {
  const parsed = sourceActionSchema.safeParse(body);
  if (!parsed.success) return { ok: false, error: 'failed' };
  const action = parsed.data;
  const who = { shopId, actor, now };
  const changed = (result: ChangeResult): SourceActionResult =>
    result === 'done' ? { ok: true, done: action.intent } : { ok: false, error: result };
  switch (action.intent) {
    case 'connect': {
      const connected = await connectSource({ ...who, ...action });
      return connected.ok
        ? { ok: true, done: action.intent }
        : { ok: false, error: 'connect', failure: connected.error };
    }
    case 'connect_inbound': {
      const { secret } = await connectInbound(who);
      return { ok: true, done: action.intent, secret };
    }
    case 'check': {
      const checked = await checkSource({ ...who, source: action.source });
      return checked.ok
        ? { ok: true, done: action.intent }
        : { ok: false, error: 'connect', failure: checked.error };
    }
    case 'pause':
      return changed(await pauseSource({ ...who, ...action }));
    case 'move':
      return changed(await moveSource({ ...who, ...action }));
    case 'disconnect':
      return changed(await disconnectSource({ ...who, ...action }));
    case 'save': {
      const saved = await saveSourceSettings({ ...who, form: action.settings });
      return saved.ok
        ? { ok: true, done: action.intent }
        : { ok: false, error: 'settings', path: saved.path };
    }
  }
}
