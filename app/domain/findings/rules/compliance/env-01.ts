import { defineRule } from '#app/domain/findings/define-rule.ts';
import { greenClaims, namesEcolabel, type GreenClaim } from '#app/domain/findings/green-claims.ts';
import type { Outcome, Quote } from '#app/domain/findings/outcome.ts';
import { confirmed, moneyTo, tracedAnswer, tracedOf } from '#app/domain/findings/product-facts.ts';
import { askWhereSold } from '#app/domain/findings/product-reach.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import { env01Examples } from '#app/domain/findings/rules/compliance/env-01.examples.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';
import type { Trial } from '#app/domain/findings/trial.ts';

const RULE_ID = 'ENV-01';
const COMPANIES_ONLY = `${RULE_ID}.companies_only`;
const PROOF_SHOWN = `${RULE_ID}.proof_shown`;

/** Offers to consumers in the EU do not praise themselves as green in general words, nor as neutral by offsetting. */
export const env01 = defineRule<'product'>({
  id: RULE_ID,
  version: '1.0.0',
  status: 'active',
  subject: 'product',
  jurisdictions: ['EU'],
  authority: 'law',
  severity: 'medium',
  certainty: 'heuristic',
  sources: [
    {
      cite: 'Directive 2005/29/EC Annex I 2a, 4a–4c, as amended by Directive (EU) 2024/825',
      url: 'http://data.europa.eu/eli/dir/2024/825/oj',
      checkedOn: '2026-11-22',
      confidence: 'high',
      freshForDays: 180,
    },
  ],
  effective: { from: '2026-09-27', until: null },
  params: {},
  requires: {
    facts: ['product', 'order', 'shop', 'attestations'],
    scopes: ['read_products'],
    historyDays: 0,
  },
  conditions: ['says_nothing_green', 'is_offered', 'is_sold_there', 'claim_is_proven'],
  exceptions: [
    {
      id: 'proof_beside',
      cite: 'Directive 2005/29/EC Art. 2(p): specified in clear terms on the same medium',
    },
    { id: 'ecolabel', cite: 'Directive 2005/29/EC Art. 2(s): recognised excellent performance' },
    { id: 'companies_only', cite: 'Directive 2005/29/EC Art. 3(1): consumers' },
  ],
  messages: ['generic_claim', 'offset_claim', 'sold_in_missing'],
  steps: ['be_specific', 'remove', 'old_stock'],
  templates: [{ id: 'specific', to: 'page' }],
  consequence: { max: null },
  attestations: [PROOF_SHOWN, COMPANIES_ONLY],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['2024/825', 'OJ L'] },
  examples: env01Examples,
  governedOn: () => null,
  evaluate(product, trial) {
    const claims = claimsOf(product);
    const [first] = claims;
    const says = tracedOf(product, 'claim', first?.sentence ?? null);
    const isSilent = trial.check('says_nothing_green', first === undefined, says);
    // What nobody says needs no country: markets that cannot be read stand in the way of a claim only.
    if (isSilent && !product.soldIn.known) return trial.pass();
    const companies = confirmed(product, COMPANIES_ONLY, trial.asOf);
    if (trial.excepts('companies_only', companies !== null, tracedAnswer('answer', companies)))
      return trial.notApplicable();
    const reach = askWhereSold(product, trial, (country) => EU_COUNTRIES.has(country));
    if ('outcome' in reach) return reach.outcome;
    return isSilent
      ? trial.pass()
      : judgeClaims(product, { claims, countries: reach.countries }, trial);
  },
});

type Claim = GreenClaim & { where: string };

function claimsOf({ title, description, tags }: ProductSubject): Claim[] {
  const texts = [
    { where: 'title', text: title },
    { where: 'description', text: description },
    ...tags.map((text) => ({ where: 'tags', text })),
  ];
  return texts.flatMap(({ where, text }) =>
    greenClaims(text).map((claim) => ({ ...claim, where })),
  );
}

function judgeClaims(
  product: ProductSubject,
  { claims, countries }: { claims: readonly Claim[]; countries: readonly string[] },
  trial: Trial,
): Outcome {
  const all = [product.title, product.description, ...product.tags].join('\n');
  const offset = claims.find(({ kind }) => kind === 'offset');
  const generic = claims.filter(({ kind }) => kind === 'generic');
  const bare = generic.find(({ hasProof }) => !hasProof);
  const label = tracedOf(product, 'claim', (bare ?? generic[0])?.sentence ?? null);
  const shown = confirmed(product, PROOF_SHOWN, trial.asOf);
  const hasLabel = generic.length > 0 && trial.excepts('ecolabel', namesEcolabel(all), label);
  const isProven = hasLabel || shown !== null || bare === undefined;
  if (!hasLabel && generic.length > 0) {
    trial.check('claim_is_proven', isProven, label, tracedAnswer('answer', shown));
    trial.excepts('proof_beside', isProven, label);
  }
  const worst = offset ?? (isProven ? undefined : bare);
  if (worst === undefined) return trial.pass({ reviewAt: shown?.until ?? null });
  return trial.fail({
    message: worst.kind === 'offset' ? 'offset_claim' : 'generic_claim',
    params: { words: worst.words },
    deadline: 'standing',
    exposure: moneyTo(product.recentSales, countries),
    quotes: claims.slice(0, 5).map(quoteOf),
    fixes: [{ kind: 'admin_page', path: `products/${product.id}` }],
    template: {},
  });
}

function quoteOf({ sentence, where }: Claim): Quote {
  return { text: sentence, where, locale: null };
}
