import type { Fact, Missing } from '#app/domain/findings/fact.ts';
import type { Quote } from '#app/domain/findings/outcome.ts';
import {
  lengthOfText,
  namesEmail,
  namesGuarantee,
  namesPostalAddress,
  placeholders,
} from '#app/domain/findings/policy-gaps.ts';
import { EU_COUNTRIES } from '#app/domain/findings/regions.ts';
import {
  REQUIRED_POLICIES,
  standsIn,
  type RequiredPolicy,
} from '#app/domain/findings/required-policies.ts';
import type { PolicyText, ShopSubject } from '#app/domain/findings/subjects.ts';
import { targetsWithin } from '#app/domain/findings/targets.ts';
import { traced, tracedValue, type Trial } from '#app/domain/findings/trial.ts';

export const GUARANTEE_SHOWN = 'POL-SET-01.guarantee_notice';

/** One thing that a shop's texts have to have. `isThere` null: `missing` says what is not known. */
export interface Part {
  code: string;
  isThere: boolean | null;
  missing: readonly Missing[];
  quotes: readonly Quote[];
}

/** Asks for every part, in the order in which a merchant would mend them. */
export function partsOf(
  subject: ShopSubject,
  policies: readonly PolicyText[],
  trial: Trial,
): readonly Part[] {
  const written = policies.filter(({ text }) => text.trim() !== '');
  return [
    present(subject, written, trial),
    longEnough(written, trial),
    filledIn(written, trial),
    identity(subject, written, trial),
    translated(subject, written, trial),
    ...guarantee(subject, trial),
  ];
}

function part(
  code: string,
  isThere: boolean | null,
  { missing = [], quotes = [] }: { missing?: readonly Missing[]; quotes?: readonly Quote[] } = {},
): Part {
  return { code, isThere, missing, quotes };
}

/** Germany (§ 5 DDG) and Austria (§ 5 ECG) ask for a notice of their own. */
const NOTICE_COUNTRIES: ReadonlySet<string> = new Set(['DE', 'AT']);

/** Where a page takes the place of a policy, the exception is written down. */
function present(subject: ShopSubject, written: readonly PolicyText[], trial: Trial): Part {
  const { pages, shop } = subject;
  const notice = targetsWithin(shop, NOTICE_COUNTRIES);
  const isNoticeAsked = notice.known ? notice.value.length > 0 : null;
  const asked = REQUIRED_POLICIES.filter(
    (type) => type !== 'LEGAL_NOTICE' || isNoticeAsked !== false,
  );
  const languagesOf = (type: RequiredPolicy) => written.filter((one) => one.type === type).length;
  const absent = asked.filter((type) => languagesOf(type) === 0);
  const standing = absent.filter((type) =>
    (pages.known ? pages.value : []).some((page) => standsIn(type, page, leastLength(type, trial))),
  );
  trial.excepts('other_page', standing.length > 0);
  const gone = absent.filter((type) => !standing.includes(type));
  const isOnlyNotice = gone.length === 1 && gone[0] === 'LEGAL_NOTICE' && isNoticeAsked === null;
  const isThere = isOnlyNotice ? null : gone.length === 0;
  const about = { at: null, origin: 'shopify' } as const;
  trial.check(
    'policies_present',
    isThere,
    ...asked.map((type) => tracedValue(type, languagesOf(type), about)),
  );
  return part('policy_missing', isThere, { missing: notice.known ? [] : [notice.missing] });
}

function leastLength(type: string, trial: Trial): number {
  return trial.paramOrNull('leastLength', type) ?? trial.param('leastLength');
}

function isRequired({ type }: PolicyText): boolean {
  return REQUIRED_POLICIES.some((one) => one === type);
}

function longEnough(written: readonly PolicyText[], trial: Trial): Part {
  const short = written.filter(
    (one) => isRequired(one) && lengthOfText(one.text) < leastLength(one.type, trial),
  );
  const about = { at: short[0]?.updatedAt ?? null, origin: 'text' } as const;
  const isThere = trial.check(
    'long_enough',
    short.length === 0,
    tracedValue('shortPolicies', short.length, about),
  );
  const quotes = short.map(({ text, type, locale }) => ({ text, where: type, locale }));
  return part('too_short', isThere, { quotes });
}

function filledIn(written: readonly PolicyText[], trial: Trial): Part {
  const quotes = written.flatMap(placeholders);
  const count = tracedValue('placeholders', quotes.length, { at: null, origin: 'text' });
  const isThere = trial.check('no_placeholders', quotes.length === 0, count);
  return part('placeholder_left', isThere, { quotes });
}

/** Who sells: in the contact information, the legal notice or a page that takes their place. */
function identity({ pages }: ShopSubject, written: readonly PolicyText[], trial: Trial): Part {
  const texts = [
    ...written
      .filter(({ type }) => type === 'CONTACT_INFORMATION' || type === 'LEGAL_NOTICE')
      .map(({ text }) => text),
    ...(pages.known ? pages.value : [])
      .filter(
        (page) => standsIn('CONTACT_INFORMATION', page, 0) || standsIn('LEGAL_NOTICE', page, 0),
      )
      .map(({ text }) => text),
  ];
  const hasAddress = texts.some(namesPostalAddress);
  const hasEmail = texts.some(namesEmail);
  const about = { at: null, origin: 'text' } as const;
  const isThere = trial.check(
    'identity_named',
    hasAddress && hasEmail,
    tracedValue('postalAddress', String(hasAddress), about),
    tracedValue('email', String(hasEmail), about),
  );
  return part('identity_missing', isThere);
}

/** Every policy that is there in one language is there in each that the shop publishes. */
function translated({ locales }: ShopSubject, written: readonly PolicyText[], trial: Trial): Part {
  const types = new Set(written.filter(isRequired).map(({ type }) => type));
  const lacking = untranslated(locales, written, types);
  const isThere = locales.known ? lacking.length === 0 : null;
  trial.check(
    'translated',
    isThere,
    traced('locales', locales, (all) => all.join(', ')),
    tracedValue('untranslated', lacking.join(', '), { at: null, origin: 'shopify' }),
  );
  return part('not_translated', isThere, { missing: locales.known ? [] : [locales.missing] });
}

function untranslated(
  locales: Fact<readonly string[]>,
  written: readonly PolicyText[],
  types: ReadonlySet<string>,
): readonly string[] {
  if (!locales.known) return [];
  return locales.value.filter((locale) =>
    [...types].some(
      (type) => !written.some((one) => one.type === type && isSameLanguage(one.locale, locale)),
    ),
  );
}

/** `de` serves `de-AT`; of Chinese and Portuguese each writing is its own. */
function isSameLanguage(written: string, published: string): boolean {
  if (written === published) return true;
  const [language] = published.split('-');
  return language !== 'zh' && language !== 'pt' && written.split('-')[0] === language;
}

/** Asked of shops that sell to the EU, since the day it holds; by a page or menu that names it, else by a person's word. */
function guarantee({ shop, pages, links }: ShopSubject, trial: Trial): readonly Part[] {
  if (trial.paramOrNull('guaranteeNotices', '') === null) return [];
  const reached = targetsWithin(shop, EU_COUNTRIES);
  if (reached.known && reached.value.length === 0) return [];
  const answer = shop.attestations[GUARANTEE_SHOWN];
  const isNamed =
    (pages.known && pages.value.some(({ title, text }) => namesGuarantee(`${title}.\n${text}`))) ||
    (links.known && links.value.some(({ title }) => namesGuarantee(`${title}.`)));
  const isThere = isNamed || answer?.answer === 'yes' ? true : answer === undefined ? null : false;
  trial.check(
    'guarantee_shown',
    isThere,
    traced('pages', pages, (all) => all.length),
    tracedValue('guaranteeAnswer', answer?.answer ?? null, {
      at: answer?.at ?? null,
      origin: 'merchant',
    }),
  );
  return [
    part('guarantee_denied', isThere, {
      missing: [
        ...(reached.known ? [] : [reached.missing]),
        { kind: 'attestation', attestation: GUARANTEE_SHOWN },
      ],
    }),
  ];
}
