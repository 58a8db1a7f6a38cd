import type { CoverageView, Lack, RuleCoverage } from '#app/contracts/rule-coverage.ts';
import { readComplianceSettingsRow } from '#app/db/compliance-settings.server.ts';
import {
  countByRule,
  countLacks,
  readWatchingSince,
  type LackCount,
  type RuleCounts,
} from '#app/db/finding-coverage.server.ts';
import { grantedScopes } from '#app/db/sync-lifecycle.server.ts';
import { readJudgingWaits } from '#app/db/judging-marks.server.ts';
import { readShopFacts } from '#app/db/settings.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { missingScopes } from '#app/domain/findings/asked-rules.ts';
import { readComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import type { FactGroup } from '#app/domain/findings/fact-groups.ts';
import { RULES, type AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { ageDays, isStale } from '#app/domain/findings/source-age.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { Language } from '#app/i18n/languages.ts';
import type { FindingSpeech } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { frameOf } from '#app/services/load-frame.server.ts';

const DAY_MS = 86_400_000;

/** What each rule knows and lacks in this shop: those that lack something first, then by title. */
export async function loadCoverage({
  shopId,
  language,
  now,
}: {
  shopId: number;
  language: Language;
  now: Date;
}): Promise<CoverageView> {
  return withShopSql(shopId, async (sql) => {
    const speech = findingSpeech(frameOf(await readShopFacts(sql, shopId), now), language);
    const { settings } = await readComplianceSettingsRow(sql, shopId);
    const watchingSince = await readWatchingSince(sql, shopId);
    const known: Known = {
      granted: [...(await grantedScopes(sql, shopId))],
      counts: await countByRule(sql, shopId),
      lacks: await countLacks(sql, shopId),
      rulesOff: readComplianceSettings(settings).rulesOff,
      watchingSince,
      speech,
      now,
    };
    const rules = RULES.map((rule) => coverageOf(rule, known)).toSorted(
      (a, b) =>
        Number(b.lacks.length > 0) - Number(a.lacks.length > 0) ||
        a.title.localeCompare(b.title, language),
    );
    const { failed, failedCount } = await readJudgingWaits(sql, shopId);
    return {
      rules,
      watchingSince: watchingSince?.toISOString() ?? null,
      unjudged: {
        count: failedCount,
        named: failed.map(({ kind, name, note }) => ({ kind, name, note })),
      },
    };
  });
}

interface Known {
  granted: readonly string[];
  counts: readonly RuleCounts[];
  lacks: readonly LackCount[];
  rulesOff: readonly string[];
  watchingSince: Date | null;
  speech: FindingSpeech;
  now: Date;
}

function coverageOf(rule: AnyRule, known: Known): RuleCoverage {
  const { id, requires } = rule;
  const counted = known.counts.find(({ ruleId }) => ruleId === id);
  const unread = requires.facts.flatMap((group) => SCOPE_OF[group] ?? []);
  const scopes = missingScopes(
    { requires: { scopes: [...new Set([...requires.scopes, ...unread])] } },
    known.granted,
  );
  return {
    id,
    title: known.speech.rules.title(id),
    status: known.rulesOff.includes(id) ? 'off' : rule.status,
    facts: requires.facts.map((group) => ({
      group,
      isThere: !scopes.includes(SCOPE_OF[group] ?? ''),
    })),
    lacks: [
      ...scopes.map((scope): Lack => ({ kind: 'scope', scope })),
      ...known.lacks.filter(({ ruleId }) => ruleId === id).flatMap((lack) => lackOf(lack, known)),
    ],
    recordsWholeAt: recordsWholeAt(requires.historyDays, known),
    open: counted?.open ?? 0,
    unknown: counted?.unknown ?? 0,
    source: sourceOf(rule, known.now),
  };
}

/** The optional scope without which a group of facts cannot be read; what is not named is read with the app's own. */
const SCOPE_OF: Partial<Record<FactGroup, string>> = {
  returns: 'read_returns',
  disputes: 'read_shopify_payments_disputes',
  policies: 'read_legal_policies',
  pages: 'read_online_store_navigation',
  privacy: 'read_privacy_settings',
};

/** A missing scope is told by what is granted, not by what findings say of it. */
function lackOf({ ruleId, kind, attestation, findings }: LackCount, { speech }: Known): Lack[] {
  switch (kind) {
    case 'scope':
      return [];
    case 'attestation': {
      const question = speech.rules.words(ruleId)?.attestations[attestation] ?? attestation;
      return [{ kind, question, findings }];
    }
    case 'history':
    case 'empty':
    case 'not_read':
      return [{ kind, findings }];
    default:
      return assertExhaustive(kind);
  }
}

function recordsWholeAt(
  historyDays: number,
  { watchingSince, now }: Pick<Known, 'watchingSince' | 'now'>,
): string | null {
  if (historyDays === 0 || watchingSince === null) return null;
  const at = new Date(watchingSince.getTime() + historyDays * DAY_MS);
  return at.getTime() <= now.getTime() ? null : at.toISOString();
}

function sourceOf(rule: AnyRule, now: Date): RuleCoverage['source'] {
  const [oldest] = rule.sources.toSorted((a, b) => ageDays(b, now) - ageDays(a, now));
  // `defineRule` takes no rule without a source.
  if (oldest === undefined) throw new Error(`${rule.id} has no source`);
  const { cite, url, checkedOn } = oldest;
  return {
    cite,
    url,
    checkedOn,
    ageDays: Math.max(0, ageDays(oldest, now)),
    isStale: rule.sources.some((source) => isStale(source, now)),
  };
}
