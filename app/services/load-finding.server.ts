import type {
  AttestationView,
  FindingView,
  FixView,
  MissingView,
  RuleBrief,
  TemplateView,
  TraceView,
} from '#app/contracts/finding-detail.ts';
import { attestationsOf } from '#app/db/attestations.server.ts';
import type { AttestationRecord } from '#app/db/attestations.server.ts';
import { noticesOf } from '#app/db/delay-notices.server.ts';
import { readFinding, readFindingEvents } from '#app/db/finding-detail.server.ts';
import type { FindingRecord } from '#app/db/finding-detail.server.ts';
import { fixesOf } from '#app/db/finding-fixes.server.ts';
import type { FixRecord } from '#app/db/finding-fixes.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import type { Fix } from '#app/domain/findings/outcome.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';
import type { AnyRule } from '#app/domain/findings/rules/catalogue.ts';
import { ruleById } from '#app/domain/findings/rules/catalogue.ts';
import { readSaid, readSaidParams } from '#app/domain/findings/said.ts';
import { ruleTexts } from '#app/i18n/rule-words.server.ts';
import type { RuleSpeech } from '#app/i18n/rule-words.server.ts';
import type { Language } from '#app/i18n/languages.ts';
import { saidFormat } from '#app/i18n/said-format.ts';
import { fillIn, isFilled } from '#app/i18n/say.ts';
import type { RuleWords } from '#app/i18n/rule-texts.ts';
import { attestedSubject } from '#app/services/attest.server.ts';
import { findingSubjectOf, whatOf } from '#app/services/finding-rows.ts';
import type { FindingSpeech } from '#app/services/finding-rows.ts';
import { findingSpeech } from '#app/services/finding-speech.server.ts';
import { ruleBriefOf } from '#app/services/rule-brief.ts';

interface Reader {
  language: Language;
  timeZone: string;
  currency: string;
  now: Date;
}

/** Everything a finding's page shows; null when the shop has no such finding or its rule is gone. */
export async function loadFinding({
  shopId,
  findingId,
  reader,
}: {
  shopId: number;
  findingId: string;
  reader: Reader;
}): Promise<FindingView | null> {
  if (!/^[0-9a-f-]{36}$/i.test(findingId)) return null;
  return withShopSql(shopId, async (sql) => {
    const record = await readFinding(sql, shopId, findingId);
    const rule = record === null ? null : ruleById(record.ruleId);
    if (record === null || rule === null) return null;
    const said = findingSpeech({ ...reader, now: reader.now.toISOString() }, reader.language);
    const speech = said.rules;
    const words = speech.words(rule.id);
    const { orderId } = record;
    const hasNotices = rule.requires.facts.includes('order.notices') && orderId !== null;
    const notices = hasNotices ? await noticesOf(sql, shopId, orderId) : null;
    const given = await attestationsOf(sql, shopId, attestedSubject(record));
    const events = await readFindingEvents(sql, shopId, findingId);
    const fixes = await fixesOf(sql, shopId, findingId);
    return {
      ...headOf(record, { rule, said, words, reader }),
      ...restsOn(record, { words, speech }),
      exceptions: rule.exceptions.map(({ id, cite }) => ({
        words: words?.exceptions[id] ?? id,
        cite,
      })),
      steps: rule.steps.map((step) => words?.steps[step] ?? step),
      templates: templatesOf(record, { rule, reader }),
      fixes: fixViews(record, fixes),
      attestations: rule.attestations.map((code) =>
        attestationView(code, { rule, words, given, now: reader.now }),
      ),
      events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
      notices:
        notices?.map(({ noticeId, sentAt, newShipBy, answer }) => ({
          id: noticeId,
          sentAt: sentAt.toISOString(),
          newShipBy: newShipBy?.toISOString() ?? null,
          answer,
        })) ?? null,
    };
  });
}

type Head = Pick<
  FindingView,
  | 'id'
  | 'rule'
  | 'subject'
  | 'verdict'
  | 'sentence'
  | 'clock'
  | 'exposure'
  | 'noExposure'
  | 'consequence'
  | 'maxFine'
  | 'suppressed'
  | 'assignee'
  | 'firstSeenAt'
  | 'verdictSince'
  | 'judgedAt'
  | 'curedAt'
>;

function headOf(
  record: FindingRecord,
  told: { rule: AnyRule; said: FindingSpeech; words: RuleWords | null; reader: Reader },
): Head {
  const { rule, said, words, reader } = told;
  const { suppressedUntil } = record;
  const isSuppressed = suppressedUntil !== null && suppressedUntil > reader.now;
  const brief: RuleBrief = ruleBriefOf(rule, { words, now: reader.now });
  return {
    id: record.findingId,
    rule: brief,
    subject: {
      kind: record.subjectKind,
      id: record.subjectId,
      label: findingSubjectOf(record, said).label,
      adminPath: adminPathOf(record),
      orderId: record.orderId,
      orderName: record.orderName,
    },
    verdict: isSuppressed ? 'suppressed' : record.verdict,
    sentence: whatOf(record, said),
    clock: {
      startAt: record.clockStart?.toISOString() ?? null,
      deadlineAt: record.deadlineAt?.toISOString() ?? null,
      noDeadline: record.noDeadline,
      words: words?.clock ?? '',
    },
    exposure: record.exposure,
    noExposure: record.noExposure,
    consequence: words?.consequence ?? '',
    maxFine: rule.consequence.max,
    suppressed: isSuppressed
      ? {
          until: suppressedUntil?.toISOString() ?? null,
          reason: record.suppressedWhy ?? '',
          by: record.suppressedBy ?? '',
        }
      : null,
    assignee: record.assignee,
    firstSeenAt: record.firstSeenAt.toISOString(),
    verdictSince: record.verdictSince.toISOString(),
    judgedAt: record.judgedAt.toISOString(),
    curedAt: record.curedAt?.toISOString() ?? null,
  };
}

function restsOn(
  record: FindingRecord,
  { words, speech }: { words: RuleWords | null; speech: RuleSpeech },
): Pick<FindingView, 'trace' | 'quotes' | 'missing' | 'params'> {
  const conditionWords = (code: string) =>
    code.startsWith('exception.')
      ? (words?.exceptions[code.slice('exception.'.length)] ?? code)
      : (words?.conditions[code] ?? code);
  return {
    trace: record.trace.map(({ condition, holds, facts }): TraceView => ({
      words: conditionWords(condition),
      holds,
      facts: facts.map((fact) => ({
        name: words?.facts[fact.name] ?? fact.name,
        value: fact.value === null ? null : speech.say(readSaid(fact.value)),
        at: fact.at === null ? null : new Date(fact.at).toISOString(),
        origin: fact.origin,
        missing: fact.missing === null ? null : missingView(fact.missing),
      })),
    })),
    quotes: record.quotes,
    missing: record.missing.map(missingView),
    params: record.params.map(({ name, unit, by, row }) => ({
      name: words?.params[name] ?? name,
      unit,
      by,
      ...row,
    })),
  };
}

/** Ready texts that this finding fills, the language of the buyer or of the reader first. */
function templatesOf(
  record: FindingRecord,
  { rule, reader }: { rule: AnyRule; reader: Reader },
): TemplateView[] {
  const texts = ruleTexts(rule.id)?.templates ?? {};
  const params = {
    ...readSaidParams(record.message?.params ?? {}),
    ...readSaidParams(record.template),
  };
  const wanted = params['language'];
  const first = typeof wanted === 'string' ? wanted : reader.language;
  const fitting = rule.templates.filter(({ id }) =>
    Object.values(texts[id] ?? {}).every(({ subject, body }) => isFilled(subject + body, params)),
  );
  return fitting.map(({ id, to }) => ({
    id,
    to,
    texts: Object.entries(texts[id] ?? {})
      .map(([language, { subject, body }]) => {
        const { timeZone } = reader;
        const writer = { format: saidFormat({ locale: language, timeZone }), timeZone };
        return {
          language,
          subject: fillIn(subject, params, writer),
          body: fillIn(body, params, writer),
        };
      })
      .toSorted((a, b) => Number(b.language === first) - Number(a.language === first)),
  }));
}

/** What can be done now, and what was done and cured the finding: that can still be undone. */
function fixViews(record: FindingRecord, requests: readonly FixRecord[]): FixView[] {
  const offered = record.fixes.map((fix, index) => {
    const last = requests.find((one) => isSameFix(one.fix, fix)) ?? null;
    return fixView(fix, { index, last });
  });
  const past = requests
    .filter(({ state }) => state !== 'failed')
    .filter(({ fix }, at) => requests.findIndex((one) => isSameFix(one.fix, fix)) === at)
    .filter(({ fix }) => !record.fixes.some((one) => isSameFix(one, fix)));
  return [...offered, ...past.map((last) => fixView(last.fix, { index: null, last }))];
}

function fixView(
  fix: Fix,
  { index, last }: { index: number | null; last: FixRecord | null },
): FixView {
  const shown =
    last === null
      ? null
      : {
          fixId: last.fixId,
          state: last.state,
          error: last.error,
          askedAt: last.askedAt.toISOString(),
        };
  switch (fix.kind) {
    case 'set_compare_at': {
      const { compareAt } = fix;
      return { index, last: shown, kind: fix.kind, compareAt, scope: 'write_products' };
    }
    case 'tag_order':
      return { index, last: shown, kind: fix.kind, tag: fix.tag, scope: 'write_orders' };
    case 'admin_page':
      return { index, last: shown, kind: fix.kind, path: fix.path };
    default:
      return assertExhaustive(fix);
  }
}

/** The database keeps no order of keys. */
function isSameFix(a: object, b: object): boolean {
  const wordsOf = (fix: object) => JSON.stringify(Object.entries(fix).toSorted());
  return wordsOf(a) === wordsOf(b);
}

function attestationView(
  code: string,
  {
    rule,
    words,
    given,
    now,
  }: {
    rule: AnyRule;
    words: RuleWords | null;
    given: readonly AttestationRecord[];
    now: Date;
  },
): AttestationView {
  const answer = given.find((one) => one.code === code) ?? null;
  return {
    code,
    question: words?.attestations[code] ?? code,
    choices: rule.choices ?? [],
    given:
      answer === null
        ? null
        : {
            id: answer.attestationId,
            answer: answer.answer,
            choice: answer.choice,
            note: answer.note,
            link: answer.link,
            fileName: answer.fileName,
            by: answer.givenBy,
            at: answer.givenAt.toISOString(),
            until: answer.validUntil?.toISOString() ?? null,
            hasRunOut: answer.validUntil !== null && answer.validUntil <= now,
          },
  };
}

function missingView(missing: Missing): MissingView {
  switch (missing.kind) {
    case 'scope':
      return { kind: 'scope', scope: missing.scope };
    case 'history':
      return { kind: 'history', since: new Date(missing.since).toISOString(), days: missing.days };
    case 'attestation':
      return { kind: 'attestation', code: missing.attestation };
    case 'empty':
    case 'not_read':
      return { kind: missing.kind, field: missing.field };
  }
}

function adminPathOf({ orderId, productId, subjectKind }: FindingRecord): string | null {
  if (productId !== null) return `products/${productId}`;
  if (orderId !== null) return `orders/${orderId}`;
  return subjectKind === 'shop' ? 'settings/legal' : null;
}
