import type { ParcelActionResult } from '#app/contracts/parcel-actions.ts';
import { parcelActionSchema } from '#app/contracts/parcel-actions.ts';
import { startOfDay } from '#app/domain/shared/day-in-zone.ts';
import { deleteView } from '#app/services/delete-view.server.ts';
import { dismissProof, restoreProof } from '#app/services/dismiss-proof.server.ts';
import { followParcels, restoreFollows } from '#app/services/follow-parcels.server.ts';
import { loadFrame } from '#app/services/load-frame.server.ts';
import { muteParcels, restoreMutes } from '#app/services/mute-parcels.server.ts';
import { recheckParcels } from '#app/services/recheck-parcels.server.ts';
import { saveView } from '#app/services/save-view.server.ts';

/**
 * Does what a person asked for on the Parcels page or on a parcel's page. `body` is untrusted; what is no action of ours
 * changes nothing and is answered with `failed`.
 */
export async function actOnParcels({
  shopId,
  actor,
  body,
  now,
}: {
  shopId: number;
  /** Who asks: `user:<id>`. */
  actor: string;
  body: unknown;
  now: Date;
}): Promise<ParcelActionResult> {
  const parsed = parcelActionSchema.safeParse(body);
  if (!parsed.success) return { ok: false, error: 'failed' };
  const action = parsed.data;
  switch (action.intent) {
    case 'recheck':
      await recheckParcels({ shopId, parcelIds: action.ids, now });
      return { ok: true, done: 'recheck', count: action.ids.length };
    case 'mute': {
      const { timeZone } = await loadFrame({ shopId, now });
      const until = startOfDay(action.on, timeZone);
      const muted = await muteParcels({ shopId, parcelIds: action.ids, until, now });
      if (!muted.ok) return { ok: false, error: 'mute', code: muted.error };
      const { previous } = muted;
      return { ok: true, done: 'mute', count: previous.length, on: action.on, previous };
    }
    case 'unmute': {
      const unmuted = await muteParcels({ shopId, parcelIds: action.ids, until: null, now });
      if (!unmuted.ok) return { ok: false, error: 'mute', code: unmuted.error };
      const { previous } = unmuted;
      return { ok: true, done: 'unmute', count: previous.length, previous };
    }
    case 'restore_mutes': {
      const restored = await restoreMutes({ shopId, previous: action.previous, now });
      return restored.ok
        ? { ok: true, done: 'restore_mutes' }
        : { ok: false, error: 'mute', code: restored.error };
    }
    case 'unfollow':
    case 'follow': {
      const { intent, ids: parcelIds } = action;
      const isFollowed = intent === 'follow';
      const changed = await followParcels({ shopId, parcelIds, isFollowed, actor, now });
      if (!changed.ok) return { ok: false, error: 'mute', code: changed.error };
      const { previous } = changed;
      return { ok: true, done: intent, count: previous.length, previous };
    }
    case 'restore_follows': {
      const restored = await restoreFollows({ shopId, previous: action.previous, actor, now });
      return restored.ok
        ? { ok: true, done: 'restore_follows' }
        : { ok: false, error: 'mute', code: restored.error };
    }
    case 'save_view': {
      const saved = await saveView({ shopId, name: action.name, query: action.query, now });
      return saved.ok
        ? { ok: true, done: 'save_view', view: saved.view }
        : { ok: false, error: 'view', code: saved.error };
    }
    case 'restore_view': {
      const saved = await saveView({ shopId, ...action.view, now });
      return saved.ok
        ? { ok: true, done: 'restore_view' }
        : { ok: false, error: 'view', code: saved.error };
    }
    case 'delete_view': {
      const view = await deleteView({ shopId, viewId: action.viewId });
      return view === null
        ? { ok: false, error: 'failed' }
        : { ok: true, done: 'delete_view', view };
    }
    case 'dismiss_proof': {
      const { id, code, numberKey, reason } = action;
      const done = await dismissProof({
        shopId,
        parcelId: id,
        code,
        numberKey,
        reason,
        actor,
        now,
      });
      return done.ok
        ? { ok: true, done: 'dismiss_proof', id, code, numberKey }
        : { ok: false, error: 'proof', code: done.error };
    }
    case 'restore_proof': {
      const { id, code, numberKey } = action;
      const done = await restoreProof({ shopId, parcelId: id, code, numberKey, actor, now });
      return done.ok
        ? { ok: true, done: 'restore_proof' }
        : { ok: false, error: 'proof', code: done.error };
    }
  }
}
