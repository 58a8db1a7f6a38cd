import { DEFAULT_FINDING_QUERY, type FindingQuery } from '#app/contracts/finding-query.ts';
import { SEVERITIES } from '#app/domain/findings/rule.ts';
import { RULES } from '#app/domain/findings/rules/catalogue.ts';
import { findingLabels } from '#app/i18n/finding-labels.ts';
import { exportFindings } from '#app/services/export-findings.server.ts';
import { loadComplianceSettings } from '#app/services/load-compliance-settings.server.ts';
import { loadCoverage } from '#app/services/load-coverage.server.ts';
import { loadFinding } from '#app/services/load-finding.server.ts';
import { loadFindings } from '#app/services/load-findings.server.ts';
import { loadRule } from '#app/services/load-rule.ts';
import { pick, type Draw, type Operation } from './operation.ts';
import { findingId, openFindings } from './seed-findings.ts';

const RULE_IDS = RULES.filter(({ subject }) => subject !== 'variant' && subject !== 'cash').map(
  ({ id }) => id,
);
const language = 'en';
const reader = 'user:1';

/** The pages under Compliance, of a shop as `seedFindings` makes it. */
export function complianceOperations(of: {
  shopId: number;
  parcels: number;
  now: Date;
}): Operation[] {
  const { shopId, parcels, now } = of;
  const ids = openFindings(parcels);
  const asked = (query: Partial<FindingQuery>) =>
    ({
      shopId,
      query: { ...DEFAULT_FINDING_QUERY, ...query },
      reader,
      language,
      now,
    }) as const;
  const list = (name: string, vary: (draw: Draw) => Partial<FindingQuery>): Operation => ({
    name: `Compliance: ${name}`,
    run: (draw) => loadFindings(asked(vary(draw))),
  });
  /** Pages through the list so far that the page measured is some way in. */
  const deep = (name: string, query: Partial<FindingQuery>): Operation => {
    const cursors: (string | null)[] = [];
    return {
      name: `Compliance: ${name}`,
      run: async (draw) => {
        if (cursors.length === 0) cursors.push(...(await cursorsOf(query)));
        return loadFindings(asked({ ...query, cursor: pick(draw, cursors) }));
      },
    };
  };
  const cursorsOf = async (query: Partial<FindingQuery>) => {
    const cursors: (string | null)[] = [null];
    for (let page = 0; page < 12; page += 1) {
      const { nextCursor } = await loadFindings(
        asked({ ...query, cursor: cursors.at(-1) ?? null }),
      );
      if (nextCursor === null) break;
      cursors.push(nextCursor);
    }
    return cursors;
  };
  return [
    list('open by rule', () => ({})),
    list('open by subject', () => ({ group: 'subject' })),
    list('open, one list', () => ({ group: 'none' })),
    list('one rule', (draw) => ({ rules: [pick(draw, RULE_IDS)] })),
    list('one severity, by rule', (draw) => ({ severities: [pick(draw, SEVERITIES)] })),
    list('one jurisdiction, by subject', () => ({ jurisdictions: ['US'], group: 'subject' })),
    list('unknown', () => ({ verdicts: ['unknown'] })),
    list('nobody’s', () => ({ assignee: 'nobody' })),
    list('suppressed', () => ({ state: 'suppressed' })),
    list('cured, by rule', () => ({ state: 'cured' })),
    list('cured, one list', () => ({ state: 'cured', group: 'none' })),
    list('search', (draw) => ({ search: String(draw(1000, 9999)) })),
    deep('open, deep cursor', { group: 'none' }),
    deep('by subject, deep cursor', { group: 'subject' }),
    {
      name: 'Compliance: a finding',
      run: (draw) =>
        loadFinding({
          shopId,
          findingId: findingId(draw(1, ids)),
          reader: { language, timeZone: 'America/New_York', currency: 'USD', now },
        }),
    },
    {
      name: 'Compliance: a rule',
      run: async (draw) => loadRule(pick(draw, RULE_IDS), { language, now }),
    },
    { name: 'Compliance: coverage', run: () => loadCoverage({ shopId, language, now }) },
    {
      name: 'Compliance: settings',
      run: () =>
        loadComplianceSettings({
          shopId,
          reader: { language, timeZone: 'America/New_York', currency: 'USD', now },
        }),
    },
    {
      name: 'Compliance: export, first rows',
      run: () =>
        firstPieces(exportFindings({ ...asked({}), ids: [], labels: findingLabels(language) })),
    },
  ];
}

/** The head of a file and its first rows: what a reader waits for. */
export async function firstPieces(file: AsyncGenerator<string>): Promise<string> {
  const head = await file.next();
  const rows = await file.next();
  await file.return(undefined);
  return `${head.value}${rows.value}`;
}
