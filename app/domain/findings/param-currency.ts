const OF_TERRITORY: Readonly<Record<string, string>> = {
  EU: 'EUR',
  GB: 'GBP',
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
  CH: 'CHF',
};

/**
 * The currency in whose smallest unit a figure is meant: the key itself where it is a currency, that of the territory it
 * names (`CA<US`: Canada's), else the shop's own.
 */
export function paramCurrency(key: string, shopCurrency: string): string {
  if (/^[A-Z]{3}$/.test(key)) return key;
  const [territory = ''] = key.split('<');
  return OF_TERRITORY[territory] ?? shopCurrency;
}
