import type { TFunction } from 'i18next';
import type { CauseView, NamedCause } from '#app/contracts/diagnosis.ts';
import {
  FACT_CODES,
  type FactCode,
  type FactParam,
  type FactParams,
} from '#app/domain/diagnosis/fact-codes.ts';
import { PROOF_CODES } from '#app/domain/parcels/proof.ts';
import type { Format } from '../format.ts';

interface Words {
  t: TFunction;
  format: Format;
}

/** The likeliest cause with its odds, in words and per cent: "Most likely customs (64%)". */
export function causeSentence({ cause, odds }: NamedCause, { t, format }: Words): string {
  return t(`diagnosis.sure.${sureness(odds)}`, {
    cause: t(`diagnosis.cause.${cause}`),
    percent: format.percent(odds),
  });
}

/** Every other cause that is named, in one sentence; null when there is none. */
export function otherCauses(others: readonly NamedCause[], { t, format }: Words): string | null {
  if (others.length === 0) return null;
  const list = others.map(({ cause, odds }) =>
    t('diagnosis.withOdds', {
      cause: t(`diagnosis.cause.${cause}`),
      percent: format.percent(odds),
    }),
  );
  return t('diagnosis.otherwise', { list: format.list(list) });
}

/** From which odds on a cause is called so. */
const ALMOST_CERTAIN = 0.9;
const MOST_LIKELY = 0.5;

function sureness(odds: number): 'almost' | 'most' | 'leading' {
  if (odds >= ALMOST_CERTAIN) return 'almost';
  return odds >= MOST_LIKELY ? 'most' : 'leading';
}

/** What to do, whom to ask, and until when waiting is right. */
export function stepSentences({ step }: CauseView, { t, format }: Words): string[] {
  const who = step.askName ?? t(`diagnosis.ask.${step.ask}`);
  const action = t(`diagnosis.action.${step.action}`, { who });
  const { waitUntil, waitReason } = step;
  if (waitUntil === null || waitReason === null) {
    return step.ask === 'nobody' ? [action] : [action, t('diagnosis.actNow')];
  }
  const wait = t(`diagnosis.wait.${waitReason}`, { at: format.instant(waitUntil) });
  return step.ask === 'nobody' ? [action, wait] : [wait, t('diagnosis.then', { action })];
}

/** The carrier's own window in one or two sentences; never more than it published. */
export function claimSentences(claim: CauseView['claim'], { t, format }: Words): string[] {
  if (claim === null) return [];
  if (claim === 'unknown') return [t('diagnosis.claim.unknown')];
  const { kind, opensOn, closesOn, hasClosed, isEarliest } = claim;
  const opens = opensOn === null ? '' : format.date(opensOn);
  const closes = closesOn === null ? '' : format.date(closesOn);
  const window = hasClosed
    ? t(`diagnosis.claim.${kind}.closed`, { closes })
    : opensOn !== null && closesOn !== null
      ? t(`diagnosis.claim.${kind}.both`, { opens, closes })
      : closesOn === null
        ? t(`diagnosis.claim.${kind}.opens`, { opens })
        : t(`diagnosis.claim.${kind}.closes`, { closes });
  return isEarliest && closesOn !== null ? [window, t('diagnosis.claim.earliest')] : [window];
}

/** One reason as a sentence. */
export function factSentence(
  { fact, params }: { fact: FactCode; params: FactParams },
  { t, format }: Words,
): string {
  const shown: Record<string, string> = {};
  for (const [name, kind] of Object.entries<FactParam>(FACT_CODES[fact])) {
    const value = params[name];
    if (value !== undefined) shown[name] = shownParam(kind, value);
  }
  const count = Number(params['days'] ?? params['hours'] ?? 0);
  return t(`diagnosis.fact.${fact}`, { ...shown, count });

  function shownParam(kind: FactParam, value: string | number): string {
    switch (kind) {
      case 'instant':
        return format.instant(String(value));
      case 'date':
        return format.date(String(value));
      case 'days':
        return format.days(Number(value));
      case 'hours':
      case 'count':
        return format.number(Number(value));
      case 'percent':
        return shownShare(Number(value));
      case 'level': {
        const level = LEVELS.find((name) => name === value);
        return level === undefined ? String(value) : t(`diagnosis.level.${level}`);
      }
      case 'proof': {
        const code = PROOF_CODES.find((name) => name === value);
        return code === undefined ? String(value) : t(`proof.code.${code}`);
      }
    }
  }

  /** Whole per cent, but for the rarest: "0 %" would say never. */
  function shownShare(share: number): string {
    return share > 0 && share < LEAST_SHARE
      ? t('diagnosis.below', { percent: format.percent(LEAST_SHARE) })
      : format.percent(share);
  }
}

const LEAST_SHARE = 0.01;
const LEVELS = ['lane', 'carrier', 'stage', 'prior'] as const;
