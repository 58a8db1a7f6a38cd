import type { CostField } from '#app/domain/cash/costs-csv.ts';
import type { Language } from '#app/i18n/languages.ts';

/** A file of costs to begin with: the column names of the language and three costs that most shops have. */
export function costsTemplate(
  language: Language,
  { currency, today }: { currency: string; today: string },
): string {
  const columns: readonly CostField[] = [
    'name',
    'kind',
    'amount',
    'currency',
    'every',
    'from',
    'until',
  ];
  const { names, kinds, monthly, costs } = TEMPLATES[language];
  const rows = costs.map(({ name, isAds, amount }) => [
    name,
    isAds ? kinds.ads : kinds.recurring,
    amount,
    currency,
    monthly,
    today,
    '',
  ]);
  return [columns.map((column) => names[column]), ...rows]
    .map((row) => `${row.join(',')}\r\n`)
    .join('');
}

interface Template {
  names: Readonly<Record<CostField, string>>;
  kinds: { recurring: string; ads: string };
  monthly: string;
  costs: readonly { name: string; isAds: boolean; amount: string }[];
}

function template({
  costs: [rent, wages, ads],
  ...words
}: Omit<Template, 'costs'> & { costs: readonly [string, string, string] }): Template {
  return {
    ...words,
    costs: [
      { name: rent, isAds: false, amount: '1200.00' },
      { name: wages, isAds: false, amount: '5200.00' },
      { name: ads, isAds: true, amount: '900.00' },
    ],
  };
}

const TEMPLATES: Readonly<Record<Language, Template>> = {
  en: template({
    names: {
      name: 'Name',
      kind: 'Kind',
      amount: 'Amount',
      currency: 'Currency',
      every: 'Every',
      from: 'From',
      until: 'Until',
    },
    kinds: { recurring: 'recurring', ads: 'ads' },
    monthly: 'month',
    costs: ['Rent', 'Wages', 'Search ads'],
  }),
  'zh-CN': template({
    names: {
      name: '名称',
      kind: '类型',
      amount: '金额',
      currency: '币种',
      every: '频率',
      from: '开始日期',
      until: '结束日期',
    },
    kinds: { recurring: '固定', ads: '广告' },
    monthly: '每月',
    costs: ['房租', '工资', '搜索广告'],
  }),
  'zh-TW': template({
    names: {
      name: '名稱',
      kind: '類型',
      amount: '金額',
      currency: '幣別',
      every: '頻率',
      from: '開始日期',
      until: '結束日期',
    },
    kinds: { recurring: '固定', ads: '廣告' },
    monthly: '每月',
    costs: ['房租', '薪資', '搜尋廣告'],
  }),
};
