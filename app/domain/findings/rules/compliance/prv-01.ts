import { defineRule } from '#app/domain/findings/define-rule.ts';
import type { Missing } from '#app/domain/findings/fact.ts';
import type { Fix, Outcome } from '#app/domain/findings/outcome.ts';
import { prv01Examples } from '#app/domain/findings/rules/compliance/prv-01.examples.ts';
import type { ShopSubject } from '#app/domain/findings/subjects.ts';
import { EEA_AND_UK, targetsWithin } from '#app/domain/findings/targets.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

const OWN_BANNER = 'PRV-01.third_party_banner';

/** Visitors from Europe are asked before they are followed, and can read what becomes of their data. */
export const prv01 = defineRule<'shop'>({
  id: 'PRV-01',
  version: '1.0.0',
  status: 'active',
  subject: 'shop',
  jurisdictions: ['EU', 'GB', 'shopify'],
  authority: 'law',
  severity: 'medium',
  certainty: 'deterministic',
  sources: [
    source('Regulation (EU) 2016/679, Articles 5, 13', 'http://data.europa.eu/eli/reg/2016/679/oj'),
    source('Directive 2002/58/EC, Article 5(3)', 'http://data.europa.eu/eli/dir/2002/58/oj'),
  ],
  effective: { from: '2018-05-25', until: null },
  params: {},
  requires: {
    facts: ['privacy', 'policies', 'shop', 'attestations'],
    scopes: ['read_privacy_settings', 'read_legal_policies'],
    historyDays: 0,
  },
  conditions: ['sells_to_europe', 'banner_on', 'has_privacy_policy'],
  exceptions: [{ id: 'third_party_banner', cite: 'Directive 2002/58/EC, Article 5(3)' }],
  messages: ['banner_off', 'policy_missing', 'both_missing', 'targets_unknown', 'settings_unread'],
  steps: ['switch_on_banner', 'or_confirm_own', 'write_policy'],
  templates: [],
  consequence: { max: { amount: 20_000_000, currency: 'EUR', per: 'violation' } },
  attestations: [OWN_BANNER],
  review: { last: '2026-11-22', next: '2027-05-21', watch: ['Regulation (EU) 2016/679'] },
  examples: prv01Examples,
  governedOn: () => null,
  evaluate(subject, trial) {
    const reached = targetsWithin(subject.shop, EEA_AND_UK);
    const sellsThere = reached.known ? reached.value.length > 0 : null;
    trial.check(
      'sells_to_europe',
      sellsThere,
      traced('targets', reached, (all) => all.join(', ')),
    );
    if (!reached.known)
      return trial.unknown({ message: 'targets_unknown', missing: [reached.missing] });
    if (!sellsThere) return trial.notApplicable();
    const hasBanner = bannerOf(subject, trial);
    const hasPolicy = policyOf(subject, trial);
    const missing = [
      ...(hasBanner === null ? unread(subject.privacy) : []),
      ...(hasPolicy === null ? unread(subject.policies) : []),
    ];
    if (hasBanner === false || hasPolicy === false) return gap({ hasBanner, hasPolicy }, trial);
    return missing.length > 0
      ? trial.unknown({ message: 'settings_unread', missing })
      : trial.pass();
  },
});

/** Whether visitors are asked; null: not known. */
function bannerOf({ privacy, shop }: ShopSubject, trial: Trial): boolean | null {
  const own = shop.attestations[OWN_BANNER];
  const isOn = privacy.known ? privacy.value.bannerEnabled : null;
  const setting = traced('banner', privacy, ({ bannerEnabled }) => String(bannerEnabled));
  const attested = tracedValue('ownBanner', own?.answer ?? null, {
    at: own?.at ?? null,
    origin: 'merchant',
  });
  if (isOn !== true && trial.excepts('third_party_banner', own?.answer === 'yes', attested))
    return true;
  return trial.check('banner_on', isOn, setting);
}

function policyOf({ policies }: ShopSubject, trial: Trial): boolean | null {
  const texts = policies.known ? policies.value.filter(isPrivacyPolicy) : [];
  const hasPolicy = policies.known ? texts.length > 0 : null;
  return trial.check(
    'has_privacy_policy',
    hasPolicy,
    traced('privacyPolicies', policies, () => texts.length),
  );
}

function isPrivacyPolicy({ type, text }: { type: string; text: string }): boolean {
  return type === 'PRIVACY_POLICY' && text.trim() !== '';
}

function gap(
  { hasBanner, hasPolicy }: { hasBanner: boolean | null; hasPolicy: boolean | null },
  trial: Trial,
): Outcome {
  const banner: Fix = { kind: 'admin_page', path: 'settings/customer-privacy' };
  const policy: Fix = { kind: 'admin_page', path: 'settings/legal' };
  const about = { deadline: 'standing', exposure: 'no_sum' } as const;
  if (hasBanner !== false)
    return trial.fail({ ...about, message: 'policy_missing', fixes: [policy] });
  return hasPolicy === false
    ? trial.fail({ ...about, message: 'both_missing', fixes: [banner, policy] })
    : trial.fail({ ...about, message: 'banner_off', fixes: [banner] });
}

function unread(fact: { known: true } | { known: false; missing: Missing }): Missing[] {
  return fact.known ? [] : [fact.missing];
}

function source(cite: string, url: string) {
  return { cite, url, confidence: 'high', checkedOn: '2026-11-22', freshForDays: 180 } as const;
}
