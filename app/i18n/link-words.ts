import type { TFunction } from 'i18next';
import type { LinkEventView, LinkView } from '#app/contracts/links.ts';
import { LINK_EVENTS, WRITE_ERRORS, isLinkEvidenceCode } from '#app/domain/parcels/link.ts';
import type { LinkEvidence } from '#app/domain/parcels/link.ts';
import { MILESTONES } from '#app/domain/scans/scan.ts';
import { SOURCES } from '#app/domain/scans/source-name.ts';

/** How a screen or a paper writes the facts of links. */
export interface LinkFormat {
  /** ISO text. */
  instant(at: string): string;
  country(code: string): string;
  days(value: number): string;
}

interface Words {
  t: TFunction;
  format: LinkFormat;
}

const INSTANTS: ReadonlySet<string> = new Set(['at']);

/** One reason as a sentence; a code without words today is shown as it is. */
export function linkEvidenceWords({ code, params }: LinkEvidence, { t, format }: Words): string {
  if (!isLinkEvidenceCode(code)) return code;
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    shown[name] = value === null ? t('common.unknown') : shownParam(name, value, { t, format });
  }
  const count = Number(params['count'] ?? params['days'] ?? 0);
  if (code === 'old_reached' && params['country'] !== null) {
    const { milestone = '', at = '', country = '' } = shown;
    return t('links.reachedIn', { milestone, at, country });
  }
  return t(`links.evidence.${code}`, { ...shown, count });
}

function shownParam(name: string, value: string | number, { t, format }: Words): string {
  if (INSTANTS.has(name)) return format.instant(String(value));
  if (name === 'country') return format.country(String(value));
  if (name === 'days') return format.days(Number(value));
  if (name === 'source') return sourceWords(String(value), t);
  if (name === 'milestone') {
    const milestone = MILESTONES.find((known) => known === value);
    return milestone === undefined ? String(value) : t(`milestone.${milestone}`);
  }
  return String(value);
}

function sourceWords(source: string, t: TFunction): string {
  const known = SOURCES.find((name) => name === source);
  return known === undefined ? source : t(`links.source.${known}`);
}

/** Who did something: a staff member, the shop's rule, a source, another app. */
export function actorWords(actor: string | null, t: TFunction): string {
  if (actor === null) return t('common.unknown');
  if (actor.startsWith('user:')) return t('links.actor.staff');
  if (actor === 'rule:confirm_stated') return t('links.actor.rule');
  if (actor === 'person') return t('links.actor.staff');
  if (actor === 'upload') return t('links.actor.upload');
  if (actor === 'lastscan') return t('common.appName');
  return sourceWords(actor, t);
}

/** An entry of a link's history. */
export function linkEventWords({ action }: Pick<LinkEventView, 'action'>, t: TFunction): string {
  const known = LINK_EVENTS.find((name) => name === action);
  return known === undefined ? action : t(`links.event.${known}`);
}

/** How the number stands at Shopify; null when it was never asked to be written. */
export function writeWords(
  { writeState, writeError, theirNumbers }: LinkView,
  t: TFunction,
): string | null {
  switch (writeState) {
    case 'off':
      return null;
    case 'failed': {
      const known = WRITE_ERRORS.find((code) => code === writeError?.code) ?? 'refused';
      const words = t(`links.writeError.${known}`);
      const said = writeError?.message ?? null;
      return said === null ? words : t('common.sentences', { first: words, second: said });
    }
    case 'overwritten':
      return t('links.write.overwritten', {
        numbers: theirNumbers.length === 0 ? t('links.noNumber') : theirNumbers.join(', '),
      });
    default:
      return t(`links.write.${writeState}`);
  }
}
