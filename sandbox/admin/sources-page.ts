import { escape } from './escape.ts';
import { SOURCE_WORDS } from './source-words.ts';
import type { SourceWords } from './source-words.ts';
import type { AdminLocale } from './words.ts';

/** A source's account as its owner sees it. */
export interface AdminSource {
  source: string;
  address: string;
  key: string;
  webhookSecret: string;
  webhookUrl: string | null;
  calls: number;
  creditsUsed: number;
  registered: number;
  pushesSent: number;
  pushesLost: number;
}

const NAMES: Record<string, string> = { '17track': '17TRACK', aftership: 'AfterShip' };

/** The page's main part: each source's dashboard, its faults, and the suppliers' lists. */
export function sourcesPage(
  sources: readonly AdminSource[],
  { shop, locale }: { shop: string; locale: AdminLocale },
): string {
  const words = SOURCE_WORDS[locale];
  const links = Object.entries(words.lists).map(
    ([style, label]) =>
      `<li><a href="/sandbox/supplier-exports/${style}.csv?shop=${encodeURIComponent(shop)}" download>${escape(label)}</a></li>`,
  );
  return `<div class="page"><h1>${words.title}</h1><section class="card"><p>${words.text}</p></section>
  ${sources.map((source) => sourceCard(source, words)).join('')}
  <section class="card"><h2>${words.suppliers}</h2><p>${words.suppliersText}</p><ul>${links.join('')}</ul></section></div>
  <script type="application/json" id="source-words">${JSON.stringify(words).replaceAll('<', '\\u003c')}</script>
  <script type="module" src="/assets/sources.js"></script>`;
}

function sourceCard(source: AdminSource, words: SourceWords): string {
  const name = NAMES[source.source] ?? source.source;
  const id = `${source.source}-${source.key}`;
  const facts = [
    [words.calls, source.calls],
    [words.credits, source.creditsUsed],
    [words.followed, source.registered],
    [words.pushed, source.pushesSent],
    [words.lost, source.pushesLost],
  ].map(([label, value]) => `<div><dt>${label}</dt><dd>${value}</dd></div>`);
  const faults = Object.entries(words.fault).map(
    ([value, label]) => `<option value="${value}">${escape(label)}</option>`,
  );
  return `<section class="card source" data-source="${escape(source.source)}" data-key="${escape(source.key)}"><h2>${name}</h2>
  ${copied(words.key, source.key, `${id}-key`, words)}
  ${copied(words.address, source.address, `${id}-address`, words)}
  ${source.webhookSecret === source.key ? '' : copied(words.secret, source.webhookSecret, `${id}-secret`, words)}
  <form class="webhook"><label for="${escape(id)}-url">${words.webhookUrl}</label>
  <div class="row"><input id="${escape(id)}-url" name="webhookUrl" type="url" value="${escape(source.webhookUrl ?? '')}" aria-describedby="${escape(id)}-help"><button>${words.save}</button><span role="status"></span></div>
  <p class="help" id="${escape(id)}-help">${words.webhookHelp}</p></form>
  <dl class="facts">${facts.join('')}</dl>
  <details><summary>${words.faults}</summary><form class="faults"><p>${words.faultsText}</p>
  <div class="row"><select name="fault" aria-label="${words.faults}">${faults.join('')}</select>
  <label>${words.times} <input name="times" type="number" min="1" max="100000" value="1"></label><button>${words.order}</button><span role="status"></span></div></form></details></section>`;
}

function copied(label: string, value: string, id: string, words: SourceWords): string {
  return `<label for="${escape(id)}">${label}</label><div class="row"><input id="${escape(id)}" readonly value="${escape(value)}"><button type="button" data-copy="${escape(id)}">${words.copy}</button><span role="status"></span></div>`;
}
