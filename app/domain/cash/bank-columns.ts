/** What a bank statement's columns can be. All others are dropped while the file is read. */
const BANK_FIELDS = [
  'date',
  'amount',
  'credit', // money in, where in and out have a column each
  'debit', // money out
  'direction', // says of each amount whether it is in or out
  'currency',
  'text', // tells the gateway; never kept
] as const;
export type BankField = (typeof BANK_FIELDS)[number];

/** 0-based places; a statement may tell in several columns what a line is for. */
export type BankPlaces = Partial<Record<Exclude<BankField, 'text'>, number>> & {
  text: readonly number[];
};

/** Column names by field, as banks in English, German and Chinese write them; of several, the one that stands first here. */
const NAMES: Readonly<Record<BankField, readonly string[]>> = {
  date: listed(
    'booking date, posting date, posted date, date posted, transaction date',
    'completed date, date completed, value date, date, trans date, txn date',
    'buchungstag, buchungsdatum, buchung, valutadatum, valuta, wertstellung, datum',
    'wert, started date, 交易日期, 记账日期, 入账日期, 交易时间, 记账时间, 日期, 入账时间, 記帳日期, 記帳日, 入帳日期',
    '交易時間, 帳務日期, 交易日, 起息日',
  ),
  amount: listed(
    'amount, transaction amount, net amount, value, sum, total, betrag, betrag eur',
    'betrag in eur, umsatz, umsatz in eur, 金额, 交易金额, 发生额, 金額, 交易金額, 發生額',
  ),
  credit: listed(
    'credit, credit amount, paid in, money in, deposit, deposits, deposit amount',
    'haben, gutschrift, eingang, zufluss, 收入, 收入金额, 贷方, 贷方金额, 贷方发生额, 存入, 存入金额, 转入金额',
    '收入金額, 貸方, 貸方金額, 存入金額, 轉入金額, 存款金額',
  ),
  debit: listed(
    'debit, debit amount, paid out, money out, withdrawal, withdrawals',
    'withdrawal amount, soll, lastschrift, ausgang, abfluss, belastung, 支出, 支出金额, 借方',
    '借方金额, 借方发生额, 支取, 转出金额, 支出金額, 借方金額, 提出, 提款金額, 轉出金額, 提領金額',
  ),
  direction: listed(
    'debit credit, credit debit, dr cr, cr dr, d c, credit debit indicator',
    'soll haben, s h, sh, shkennzeichen, soll haben kennzeichen, 收支, 收支类型, 借贷, 借贷标志',
    '收支類型, 借貸, 借貸別, 收付',
  ),
  currency: listed('currency, ccy, währung, waehrung, 币种, 货币, 幣別, 幣種'),
  text: listed(
    'description, details, memo, narrative, particulars, payee, name, merchant',
    'counterparty, reference, payment reference, transaction type, type, remarks',
    'verwendungszweck, buchungstext, auftraggeber, begünstigter, empfänger',
    'zahlungspflichtiger, auftraggeber begünstigter',
    'beguenstigter zahlungspflichtiger, name zahlungsbeteiligter, zahlungsempfänger',
    'zahlungsempfänger in, 摘要, 用途, 备注, 附言, 对方户名, 对方名称, 交易类型, 说明, 備註, 附註, 對方戶名, 說明',
    '交易說明, 交易摘要, 對方帳號',
  ),
};

const LONGEST_NAME = 60;
/** Titles, account numbers and balances may stand above the names. */
const HEADER_WITHIN = 30;

/**
 * Where the fields stand, by the names of the columns: the record among the first thirty in which most are known, a date and
 * an amount among them. `choices` go before: a field set to null has no column.
 */
export function bankColumns(
  records: readonly (readonly string[])[],
  choices: Partial<Record<Exclude<BankField, 'text'>, number | null>>,
): { header: number | null; places: BankPlaces; headers: string[] } {
  let best: { header: number; places: BankPlaces; known: number } | null = null;
  for (const [header, record] of records.slice(0, HEADER_WITHIN).entries()) {
    const places = placesOf(record);
    const known = Object.keys(places).length + places.text.length;
    const isHeader = places.date !== undefined && hasAmount(places);
    if (isHeader && known > (best?.known ?? 0)) best = { header, places, known };
  }
  const found = best?.places ?? { text: [] };
  const width = Math.max(0, ...records.slice(0, HEADER_WITHIN).map((record) => record.length));
  const headers = best === null ? [] : (records[best.header] ?? []);
  return {
    header: best?.header ?? null,
    places: chosen(found, choices),
    headers: Array.from({ length: width }, (_, place) => keptName(headers[place] ?? '')),
  };
}

export function hasAmount(places: BankPlaces): boolean {
  return [places.amount, places.credit, places.debit].some((place) => place !== undefined);
}

function chosen(
  found: BankPlaces,
  choices: Partial<Record<Exclude<BankField, 'text'>, number | null>>,
): BankPlaces {
  const places: BankPlaces = { ...found };
  for (const field of BANK_FIELDS) {
    if (field === 'text') continue;
    const choice = choices[field];
    if (choice === undefined) continue;
    if (choice === null) delete places[field];
    else places[field] = choice;
  }
  return places;
}

function placesOf(record: readonly string[]): BankPlaces {
  const found = new Map<BankField, { place: number; rank: number }>();
  const text: number[] = [];
  for (const [place, name] of record.entries()) {
    const known = KNOWN.get(folded(name)) ?? KNOWN.get(folded(withoutBrackets(name)));
    if (known === undefined) continue;
    if (known.field === 'text') text.push(place);
    else if (known.rank < (found.get(known.field)?.rank ?? Infinity))
      found.set(known.field, { place, rank: known.rank });
  }
  const places: BankPlaces = { text };
  for (const field of BANK_FIELDS) {
    const own = found.get(field);
    if (field !== 'text' && own !== undefined) places[field] = own.place;
  }
  return places;
}

const KNOWN: ReadonlyMap<string, { field: BankField; rank: number }> = new Map(
  BANK_FIELDS.flatMap((field) =>
    NAMES[field].map((name, rank) => [folded(name), { field, rank }] as const),
  ),
);

function listed(...lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(', '));
}

function withoutBrackets(name: string): string {
  return name.slice(0, LONGEST_NAME).replaceAll(/[（(［[][^)）\]］]{0,30}[)）\]］]/gu, '');
}

/** Lower case, letters and digits of any script only. */
function folded(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A name that may be shown again: a row without names may hold somebody's data. */
function keptName(name: string): string {
  const text = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return text.length <= 40 && !/[@＠]|\d{3,}/u.test(text) ? text : '';
}
