/** The languages of customer account pages. */
export const ACCOUNT_LANGUAGES = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'pt', 'ja'] as const;
export type AccountLanguage = (typeof ACCOUNT_LANGUAGES)[number];

export const VIEWERS = ['own', 'other', 'nobody'] as const;
export type Viewer = (typeof VIEWERS)[number];

/** As Shopify tells them apart: without a sign; by a link from a mail, for some weeks; signed in. */
export const PAGE_STATES = ['unauthenticated', 'pre_authenticated', 'authenticated'] as const;
export type PageState = (typeof PAGE_STATES)[number];

/** Who looks at a page, how, and in which language. */
export interface Visit {
  viewer: Viewer;
  state: PageState;
  language: AccountLanguage;
}

/** Reads `as`, `state` and `language`. Nobody is signed in as nobody: they get the page of whoever has the link. */
export function visitOf(search: URLSearchParams, shopLocale: string): Visit {
  const viewer = VIEWERS.find((each) => each === search.get('as')) ?? 'own';
  const asked = PAGE_STATES.find((each) => each === search.get('state'));
  const state = asked ?? (viewer === 'nobody' ? 'pre_authenticated' : 'authenticated');
  return {
    viewer,
    state: viewer === 'nobody' && state === 'authenticated' ? 'pre_authenticated' : state,
    language: accountLanguage(search.get('language') ?? shopLocale),
  };
}

export function visitQuery({ viewer, state, language }: Visit): string {
  return new URLSearchParams({ as: viewer, state, language }).toString();
}

function accountLanguage(asked: string): AccountLanguage {
  const [base] = asked.split('-');
  return (
    ACCOUNT_LANGUAGES.find((each) => each === asked) ??
    ACCOUNT_LANGUAGES.find((each) => each === base || each.split('-')[0] === base) ??
    'en'
  );
}
