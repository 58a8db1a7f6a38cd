import type { TFunction } from 'i18next';
import type {
  ConnectedSource,
  Serves,
  SourceActionResult,
  SourceCardView,
  SourceHealth,
  SourcesView,
} from '#app/contracts/sources.ts';
import type { Format } from '../format.ts';

const ERRORS = [
  'key_refused',
  'key_forgotten',
  'rate_limited',
  'daily_limit',
  'quota_exhausted',
  'unreachable',
  'bad_answer',
  'bad_request',
  'bad_push',
  'unknown_number',
] as const;
/** Carriers named in a line before it says how many more there are. */
const NAMED_CARRIERS = 3;

/** What went wrong, in the middle of a sentence. */
export function errorWords(t: TFunction, kind: string | null): string {
  return t(`sources.error.${ERRORS.find((known) => known === kind) ?? 'other'}`);
}

/** Sources that want a look: a pause or a limit that lifts itself is nobody's work. */
export function wantsLook(health: SourceHealth): boolean {
  return health === 'key_refused' || health === 'failing';
}

/** The page's first line: which source speaks for which parcels, and whether all is well. */
export function sourcesSentence(t: TFunction, format: Format, view: SourcesView): string {
  const { open, asked } = view.coverage;
  if (open === 0) return t('sources.sentence.none');
  const number = format.number(open);
  const active = view.connected.filter(
    ({ state, source }) => isAsked(source) && state === 'connected',
  );
  const coverage =
    active.length === 0
      ? t('sources.sentence.shopifyOnly', { count: open, number })
      : t('sources.sentence.asked', {
          count: open,
          number,
          asked: format.number(asked),
          sources: format.list(active.map(({ source }) => t(`sources.name.${source}`))),
        });
  const troubled = view.connected.filter(({ health }) => wantsLook(health));
  const names = troubled.map(({ source }) => t(`sources.name.${source}`));
  if (!view.shopify.isAnswering && view.shopify.answeredAt !== null)
    names.unshift(t('sources.name.shopify'));
  const health =
    names.length > 0
      ? t('sources.sentence.look', { sources: format.list(names) })
      : t(active.length > 0 ? 'sources.sentence.allFine' : 'sources.sentence.connectOne');
  return t('common.sentences', { first: coverage, second: health });
}

/** A source's health as a sentence: what is known, and what to do. */
export function healthSentence(t: TFunction, format: Format, card: SourceCardView): string {
  const { health, source, errorKind, failingSince, pausedUntil } = card;
  const error = capitalised(errorWords(t, errorKind));
  switch (health) {
    case 'key_refused':
      if (source === 'inbound') return t('sources.healthText.secret_missing');
      return t(
        errorKind === 'key_forgotten'
          ? 'sources.healthText.key_forgotten'
          : 'sources.healthText.key_refused',
      );
    case 'failing':
      return t('sources.healthText.failing', {
        age: format.age(failingSince ?? card.connectedAt),
        error: errorWords(t, errorKind),
      });
    case 'waiting':
      return pausedUntil === null
        ? t('sources.healthText.waitingSoon', { error })
        : t('sources.healthText.waiting', { error, at: format.soon(pausedUntil) });
    case 'fine':
      if (!isAsked(source)) return t('sources.healthText.finePushed');
      return t(card.backlog.tracked === 0 ? 'sources.healthText.idle' : 'sources.healthText.fine');
    default:
      return t(`sources.healthText.${health}`);
  }
}

/** Which carriers a source is asked about, short. */
export function servesWords(
  t: TFunction,
  format: Format,
  { serves, nameOf }: { serves: Serves; nameOf: (slug: string) => string },
): string {
  if (serves.mode === 'all' || serves.carriers.length === 0) return t('sources.serves.all');
  const named = format.list(serves.carriers.slice(0, NAMED_CARRIERS).map(nameOf));
  const more = serves.carriers.length - NAMED_CARRIERS;
  const carriers =
    more > 0
      ? t('sources.serves.more', { count: more, carriers: named, number: format.number(more) })
      : named;
  return t(`sources.serves.${serves.mode}`, { carriers });
}

/** Why something did not work, for the place where it was tried. */
export function failureWords(
  t: TFunction,
  result: SourceActionResult & { ok: false },
  source: ConnectedSource,
): string {
  switch (result.error) {
    case 'connect': {
      const { code, detail } = result.failure;
      return t(`sources.connectError.${code}`, {
        source: t(`sources.name.${source}`),
        code: detail === null ? '' : t('sources.connectError.code', { code: detail }),
      });
    }
    case 'settings':
      return t('sources.settingsFailed', { path: result.path });
    case 'not_connected':
      return t('sources.notConnected');
    case 'failed':
      return t('sources.actionFailed');
  }
}

/** Whether Lastscan asks the source; the others only tell. */
export function isAsked(source: ConnectedSource): source is 'seventeen_track' | 'aftership' {
  return source === 'seventeen_track' || source === 'aftership';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
