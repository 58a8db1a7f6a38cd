/**
 * The days that a sentence gives to return something: the longest one named, since a sentence that names two usually gives
 * the shorter one for something else. Null: it names none, or speaks of the time a refund, a delivery or a complaint takes.
 * The sentence is folded (`foldedSentence`).
 */
export function returnWindowDays(folded: string): number | null {
  if (!RETURNS.test(folded) || OF_SOMETHING_ELSE.test(folded)) return null;
  const days = [...folded.matchAll(DAYS)].flatMap(({ groups }) => {
    const named = groups?.['latin'] ?? groups?.['han'];
    const count = named === undefined ? null : countOf(named);
    return count === null ? [] : [count];
  });
  return days.length === 0 ? null : Math.max(...days);
}

/** Words for one to fourteen; further ones are never too few. */
const NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
    'einem zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn',
    'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze',
    'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce',
    'una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici',
    'een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien',
    '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四',
  ].flatMap((words) => words.split(' ').map((word, index) => [word, index + 1] as const)),
);

function countOf(named: string): number | null {
  const count = /^\d+$/.test(named) ? Number(named) : NUMBERS[named];
  return count === undefined || count === 0 ? null : count;
}

const LATIN_NUMBERS = Object.keys(NUMBERS)
  .filter((word) => /^[a-z]/.test(word))
  .join('|');
/** Business days are not meant: who counts in them speaks of work, not of a buyer's right. */
const DAYS = new RegExp(
  String.raw`\b(?<latin>\d{1,3}|${LATIN_NUMBERS})(?: ?\(\d{1,3}\))?[ -]?(?:calendar |full |kalender)?(?:days?|tagen?|tage|jours?|dias?|giorn[io]|dag(?:en)?)\b(?! (?:ouvr|habil|labor|lavor))` +
    String.raw`|(?<han>\d{1,3}|[一二三四五六七八九十]{1,2}) ?(?:个|個)?(?:自然)?[天日](?!期)`,
  'g',
);

const RETURNS =
  /\b(?:return(?:s|ed|ing|able)?|exchange[sd]?|sen[dt] (?:\w+ ){0,3}back|withdraw\w*|right to cancel|change your mind|money[- ]back|zuruck(?:zu)?(?:send|geb|schick)\w*|retour\w*|(?:ruckgabe|rucksend|umtausch|widerruf)\w*|renvo\w+|retract\w*|echang\w*|devol\w+|devuel\w+|desist\w*|res[oi]|restitu\w*|recess\w*|reced\w*|terug(?:stur|zend|te stur)\w*|herroep\w*|bedenktijd)\b|退(?:货|貨|换|換)|撤回|无理由|無理由/;

const OF_SOMETHING_ELSE =
  /\b(?:process\w*|credited|bank|appear|refund(?:s|ed)? (?:will|is|are|within|takes?|in)|damaged|defective|faulty|incorrect|wrong|broken|ship(?:s|ped|ping)? (?:within|takes|in)|dispatch\w*|transit|report\w*|inspect\w*|reply|respond|once (?:we|your return)|restocking|erstattung erfolgt|erstatten wir|gutgeschrieben|bearbeit\w*|beschadigt\w*|defekt\w*|melden|lieferzeit|rembours\w* (?:sous|dans|sera|est)|endommag\w*|defectueu\w*|signal\w*|trait(?:e|ement)\w*|reembols\w* (?:en|se|sera)|danad\w*|defectuos\w*|rimbors\w* (?:entro|sara|verra)|danneggiat\w*|difettos\w*|terugbeta\w* binnen|beschadigd\w*|verwerk\w*)\b|退款(?:将|將|会|會)|到账|到帳|处理|處理|审核|審核|损|損|瑕疵|质量问题|品質問題|发货|發貨|出貨/;
