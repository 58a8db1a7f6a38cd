/** A time that a text states: the longest it may take. */
export interface StatedTime {
  kind: 'ship' | 'deliver';
  days: number;
  unit: 'calendar' | 'business';
  /** The sentence, as it stands there; at most 300 characters. */
  text: string;
}

/**
 * The times to ship and to deliver that a plain text states, in its order: English, German, French, Chinese. Times of
 * returns, refunds, claims and guarantees are left out. Looks at most at 100,000 characters.
 */
export function statedTimes(text: string): StatedTime[] {
  return sentencesOf(text.slice(0, 100_000)).flatMap(timesInSentence);
}

/** The sentence that says that the buyer pays no customs, duties or import taxes; null: none does. */
export function saysNoCustomsFees(text: string): string | null {
  for (const sentence of sentencesOf(text.slice(0, 100_000))) {
    if (CUSTOMS_EXTRA.test(sentence)) continue;
    if (NO_CUSTOMS.some((pattern) => pattern.test(sentence))) return quoted(sentence);
  }
  return null;
}

const QUOTE_MAX = 300;
/** A sentence longer than this is no sentence: only its beginning is looked at. */
const SENTENCE_MAX = 1_000;

/** Sentences and lines of a text; a point between digits ends none. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[!?。！？；])|(?<=\.)(?=\s)|[\n\r]+/u)
    .map((sentence) => sentence.trim().slice(0, SENTENCE_MAX))
    .filter((sentence) => sentence !== '');
}

function quoted(sentence: string): string {
  return sentence.slice(0, QUOTE_MAX);
}

function timesInSentence(sentence: string): StatedTime[] {
  const words = keywordsOf(sentence);
  if (words.length === 0) return [];
  const found: StatedTime[] = [];
  for (const match of sentence.matchAll(AMOUNT)) {
    const amount = amountOf(match);
    if (amount === null) continue;
    const kind = nearestKind(sentence, words, {
      from: match.index,
      to: match.index + match[0].length,
    });
    if (kind === 'ship' || kind === 'deliver')
      found.push({ kind, ...amount, text: quoted(sentence) });
  }
  return found;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
    'ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn',
    'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze',
    '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四',
  ].flatMap((words) => words.split(' ').map((word, index) => [word, index + 1])),
);
const FURTHER_WORDS: Readonly<Record<string, number>> = {
  einem: 1,
  einer: 1,
  une: 1,
  两: 2,
  兩: 2,
};

const NUMBER = `\\d{1,3}|${[...Object.keys(NUMBER_WORDS), ...Object.keys(FURTHER_WORDS)]
  .sort((a, b) => b.length - a.length)
  .join('|')}`;

interface TimeUnit {
  pattern: string;
  days: number;
  unit: StatedTime['unit'];
}

/** Longest first: `business days` before `days`. Hours are rounded up to days. */
const UNITS: readonly TimeUnit[] = [
  {
    pattern: String.raw`(?:business|working|work|week)[ -]?days?|werktagen?|arbeitstagen?|werktage?|arbeitstage?|jours? (?:ouvrés?|ouvrables?)|(?:个|個)?工作(?:日|天)`,
    days: 1,
    unit: 'business',
  },
  {
    pattern: String.raw`weeks?|wochen?|semaines?|(?:个|個)?(?:星期|周|週|礼拜|禮拜)`,
    days: 7,
    unit: 'calendar',
  },
  {
    pattern: String.raw`(?:calendar )?days?|(?:kalender)?tagen?|tage?|jours?|天|日`,
    days: 1,
    unit: 'calendar',
  },
  {
    pattern: String.raw`hours?|hrs?|stunden?|heures?|(?:个|個)?(?:小时|小時)`,
    days: 1 / 24,
    unit: 'calendar',
  },
];

const RANGE = String.raw`\s*(?:-|–|—|~|～|至|到|to|bis|à|and|und|et|or|oder|ou)\s*`;
const AMOUNT = new RegExp(
  `(?<![\\p{Script=Latin}\\d.,])(${NUMBER})(?:${RANGE}(${NUMBER}))?[ \\u00a0-]{0,2}(?:${UNITS.map(({ pattern }) => `(${pattern})`).join('|')})(?![a-zà-ÿ])`,
  'giu',
);

function amountOf(match: RegExpExecArray): { days: number; unit: StatedTime['unit'] } | null {
  const [, first, second] = match;
  const unit = UNITS.find((_, index) => match[index + 3] !== undefined);
  const count = numberOf(second ?? first);
  if (unit === undefined || count === null || count === 0) return null;
  const days = Math.ceil(count * unit.days);
  return days > 365 ? null : { days, unit: unit.unit };
}

function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  const lower = word.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  return NUMBER_WORDS[lower] ?? FURTHER_WORDS[lower] ?? null;
}

type WordKind = 'ship' | 'deliver' | 'other';

/** What a time is about. `shipping takes` is the way, `ships within` the start. */
const WORDS: readonly (readonly [WordKind, RegExp])[] = [
  [
    'other',
    /\b(?:returns?|returned|returning|refund\w*|exchange\w*|cancel\w*|claims?|damaged|warrant\w*|guarantee\w*|contact|reply|respond|notify|report)\b|rückgabe|rücksend\w*|retoure\w*|erstatt\w*|widerruf\w*|umtausch\w*|garantie\w*|gewährleist\w*|\bretour\w*|rembours\w*|échang\w*|annul\w*|réclam\w*|rétract\w*|退|换货|換貨|取消|保修|保固|投诉|申诉/giu,
  ],
  [
    'deliver',
    /\b(?:deliver(?:y|ed|ies|s)?|arrives?|arrived|arriving|receive[sd]?|transit|shipping (?:time|times|takes|usually takes|typically takes|estimate|duration)|shipping:|to reach (?:you|your door))\b|liefer(?:zeit|ung|t)\w*|geliefert|zustell\w*|zugestellt|laufzeit|lieferbar|\blivr(?:é|ée|és|ées|aison|aisons|er|ons)(?![a-zà-ÿ])|achemin\w*|réception|recevr\w*|送达|送達|到货|到貨|到达|抵達|配送|运输时间|運送時間|物流时效|收到|签收/giu,
  ],
  [
    'ship',
    /\b(?:ships|shipped|ship|dispatch(?:ed|es)?|despatch(?:ed)?|sent out|handed over|leaves? our|process(?:ed|ing)?|handling|fulfil(?:l|led|lment)?|made[ -]to[ -]order|pre-?orders?)\b|versand(?:fertig|t)?\b|versandzeit|versend\w*|verschick\w*|abgeschickt|bearbeit\w*|\bexpédi\w*|prépar\w*|traitement|envoy\w*|发货|發貨|发出|發出|出货|出貨|寄出|备货|備貨|处理|處理/giu,
  ],
];

function keywordsOf(sentence: string): { kind: WordKind; from: number; to: number }[] {
  const words = WORDS.flatMap(([kind, pattern]) =>
    [...sentence.matchAll(pattern)].map((match) => ({
      kind,
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
  // A word inside another one (`Versand` in `Versandzeit`) says what the longer one says.
  return words.filter(
    (word) =>
      !words.some(
        (other) =>
          other !== word &&
          other.from <= word.from &&
          other.to >= word.to &&
          other.to - other.from > word.to - word.from,
      ),
  );
}

/** A word behind the amount, or beyond a comma, tells less than one before it. */
const BEHIND = 60;
const BEYOND_COMMA = 120;

/** What an amount is about: the kind of the word that is nearest to it. */
function nearestKind(
  sentence: string,
  words: readonly { kind: WordKind; from: number; to: number }[],
  { from, to }: { from: number; to: number },
): WordKind | null {
  let best: { kind: WordKind; distance: number } | null = null;
  for (const word of words) {
    const isBefore = word.to <= from;
    const between = isBefore ? sentence.slice(word.to, from) : sentence.slice(to, word.from);
    const distance =
      between.length + (isBefore ? 0 : BEHIND) + (/[,，、;；]/.test(between) ? BEYOND_COMMA : 0);
    if (best === null || distance < best.distance) best = { kind: word.kind, distance };
  }
  return best?.kind ?? null;
}

/** The opposite, in words that the patterns below could take for it. */
const CUSTOMS_EXTRA =
  /\bnot\b.{0,20}(?:included|covered|paid)|\bexclud\w*|nicht (?:inklusive|inbegriffen|enthalten)|non (?:inclus|compris)|不含|不包|另付/iu;

const NO_CUSTOMS: readonly RegExp[] = [
  /\b(?:no|without|zero|free of|never pay|not (?:have to )?pay|don['’]t pay)\b.{0,40}\b(?:customs|duty|duties|import (?:tax|taxes|fees|charges))/iu,
  /\b(?:customs|duty|duties|import (?:tax|taxes|fees|charges))\b.{0,40}\b(?:included|are on us|paid by us|covered by us|already paid|prepaid|pre-paid)\b/iu,
  /\bduty[ -]free\b|\bddp\b/iu,
  /\bkeine?n? (?:zusätzlichen? )?(?:zoll|einfuhr)\w*|(?:zoll|einfuhr)\w*.{0,40}(?:inklusive|inbegriffen|übernehmen wir)/iu,
  /(?:sans|aucuns?|pas de|aucune) (?:frais de )?(?:douane|droits de douane|taxes? d['’]importation)|(?:douane|droits de douane).{0,40}(?:inclus|compris|à notre charge)/iu,
  /(?:免|无|無|不收|包)(?:关税|關稅|清关费|清關費)|(?:关税|關稅).{0,10}(?:由我们承担|由我們承擔|已含|已包含)|包税|包稅/u,
];
