/** Policies of Meridian Goods as they stood at one time or another, by locale. HTML, as a merchant types it. */
export type Texts = Readonly<Record<'en' | 'de' | 'zh-CN', string>>;

export const REFUND = {
  /** Below the European minimum in four sentences. */
  meagre: {
    en: '<p>You may return unused goods within 10 days of delivery. Sale items are final sale. Refunds are paid as store credit only. A restocking fee of 15% is deducted. Outbound shipping is never refunded.</p>',
    de: '<p>Unbenutzte Ware können Sie innerhalb von 10 Tagen zurücksenden. Reduzierte Ware ist vom Umtausch ausgeschlossen. Erstattungen erfolgen ausschließlich als Gutschein. Wir berechnen eine Wiedereinlagerungsgebühr von 15 %.</p>',
    'zh-CN':
      '<p>未使用的商品可在签收后 10 天内退货。特价商品一经售出概不退换。退款仅以店铺积分形式发放，并扣除 15% 的手续费，首次运费不予退还。</p>',
  },
  lawful: {
    en: '<p>You may withdraw from your order within 14 days of the day on which you received the goods, without giving a reason. We refund the price and the cost of standard delivery to your original means of payment within 14 days.</p>',
    de: '<p>Sie können Ihren Vertrag innerhalb von 14 Tagen ab Erhalt der Ware ohne Angabe von Gründen widerrufen. Wir erstatten den Preis und die Kosten der Standardlieferung innerhalb von 14 Tagen auf dem Zahlungsweg, den Sie benutzt haben.</p>',
    'zh-CN':
      '<p>您可在收到商品之日起 14 天内无理由解除合同。我们将在 14 天内按原支付方式退还货款及标准运费。</p>',
  },
  /** The same, with meagre terms for a country where they are lawful. */
  withSection: {
    en: '<h3>Everywhere but the United States</h3><p>You may withdraw from your order within 14 days of the day on which you received the goods, without giving a reason. We refund the price and the cost of standard delivery to your original means of payment within 14 days.</p><h3>Orders to the United States only</h3><p>For orders to the United States, returns are possible within 10 days and sale items are final sale.</p>',
    de: '<h3>Außerhalb der USA</h3><p>Sie können Ihren Vertrag innerhalb von 14 Tagen ab Erhalt der Ware ohne Angabe von Gründen widerrufen. Wir erstatten den Preis und die Kosten der Standardlieferung innerhalb von 14 Tagen auf dem Zahlungsweg, den Sie benutzt haben.</p><h3>Nur Bestellungen in die USA</h3><p>Für Bestellungen in die USA ist eine Rückgabe innerhalb von 10 Tagen möglich; reduzierte Ware ist vom Umtausch ausgeschlossen.</p>',
    'zh-CN':
      '<h3>美国以外地区</h3><p>您可在收到商品之日起 14 天内无理由解除合同。我们将在 14 天内按原支付方式退还货款及标准运费。</p><h3>仅限寄往美国的订单</h3><p>寄往美国的订单可在 10 天内退货，特价商品一经售出概不退换。</p>',
  },
} as const satisfies Record<string, Texts>;

/** Stands in the shipping policy from the beginning, and is untrue where no duty was charged. */
export const NO_CUSTOMS_FEES = 'You will not pay any customs fees on delivery.';

/** The time to ship that the policy names from day 12 on. */
export const SHIPS_WITHIN = 'Orders ship within 5 business days.';

export const PRIVACY = {
  plain: {
    en: '<p>We process your name, address and e-mail address to fulfil your order, and keep them as long as tax law asks. You may ask us for access, correction and erasure at privacy@meridian.example.com.</p>',
    de: '<p>Wir verarbeiten Name, Anschrift und E-Mail-Adresse, um Ihre Bestellung auszuführen, und bewahren sie so lange auf, wie das Steuerrecht es verlangt. Auskunft, Berichtigung und Löschung: privacy@meridian.example.com.</p>',
    'zh-CN':
      '<p>我们处理您的姓名、地址和电子邮箱以履行订单，并按税法要求的期限保存。查询、更正或删除请联系 privacy@meridian.example.com。</p>',
  },
  /** The framework it names was struck down in 2020. */
  withShield: {
    en: '<p>We process your name, address and e-mail address to fulfil your order. Data may go to the United States under the EU-US Privacy Shield. Contact: privacy@meridian.example.com.</p>',
    de: '<p>Wir verarbeiten Name, Anschrift und E-Mail-Adresse, um Ihre Bestellung auszuführen. Daten können auf Grundlage des EU-US Privacy Shield in die USA gelangen. Kontakt: privacy@meridian.example.com.</p>',
    'zh-CN':
      '<p>我们处理您的姓名、地址和电子邮箱以履行订单。数据可能依据欧美隐私盾（Privacy Shield）传输至美国。联系方式：privacy@meridian.example.com。</p>',
  },
} as const satisfies Record<string, Texts>;

export const TERMS = {
  /** Names the platform that closed on 20 July 2025. */
  withDeadLink: {
    en: '<p>These terms govern your purchase from Meridian Goods LLC. The European Commission provides a platform for online dispute resolution: <a href="https://ec.europa.eu/consumers/odr">https://ec.europa.eu/consumers/odr</a>. The contract is concluded when we confirm your order.</p>',
    de: '<p>Diese Bedingungen gelten für Ihren Einkauf bei Meridian Goods LLC. Angaben gemäß § 5 TMG. Plattform der EU-Kommission zur Online-Streitbeilegung: <a href="https://ec.europa.eu/consumers/odr">https://ec.europa.eu/consumers/odr</a>. Der Vertrag kommt mit unserer Bestätigung zustande.</p>',
    'zh-CN':
      '<p>本条款适用于您在 Meridian Goods LLC 的购买。欧盟在线争议解决平台：<a href="https://ec.europa.eu/consumers/odr">https://ec.europa.eu/consumers/odr</a>。合同自我们确认订单时成立。</p>',
  },
  current: {
    en: '<p>These terms govern your purchase from Meridian Goods LLC. The contract is concluded when we confirm your order. You have a legal guarantee of conformity of two years.</p>',
    de: '<p>Diese Bedingungen gelten für Ihren Einkauf bei Meridian Goods LLC. Der Vertrag kommt mit unserer Bestätigung zustande. Es gilt das gesetzliche Gewährleistungsrecht von zwei Jahren.</p>',
    'zh-CN':
      '<p>本条款适用于您在 Meridian Goods LLC 的购买。合同自我们确认订单时成立。您享有两年的法定合规保证。</p>',
  },
} as const satisfies Record<string, Texts>;

export const CONTACT = {
  unfinished: {
    en: '<p>Trade name: [Insert trade name]<br>Physical address: [Insert address]</p>',
    de: '<p>Handelsname: [Insert trade name]<br>Anschrift: [Insert address]</p>',
    'zh-CN': '<p>商号：[Insert trade name]<br>地址：[Insert address]</p>',
  },
  complete: {
    en: '<p>Meridian Goods LLC<br>240 Ferry Street, Newark, NJ 07105, United States<br>Phone: +1 555 010 0147<br>E-mail: hello@meridian.example.com</p>',
    de: '<p>Meridian Goods LLC<br>240 Ferry Street, Newark, NJ 07105, USA<br>Telefon: +1 555 010 0147<br>E-Mail: hello@meridian.example.com</p>',
    'zh-CN':
      '<p>Meridian Goods LLC<br>美国新泽西州纽瓦克市 Ferry Street 240 号，邮编 07105<br>电话：+1 555 010 0147<br>邮箱：hello@meridian.example.com</p>',
  },
} as const satisfies Record<string, Texts>;

export const LEGAL_NOTICE: Texts = {
  en: '<p>Information under § 5 DDG: Meridian Goods LLC, 240 Ferry Street, Newark, NJ 07105, United States. Represented by Alva Fairbrook. Phone: +1 555 010 0147. E-mail: hello@meridian.example.com. Register: New Jersey 0450123456.</p>',
  de: '<p>Angaben gemäß § 5 DDG: Meridian Goods LLC, 240 Ferry Street, Newark, NJ 07105, USA. Vertreten durch Alva Fairbrook. Telefon: +1 555 010 0147. E-Mail: hello@meridian.example.com. Register: New Jersey 0450123456.</p>',
  'zh-CN':
    '<p>依据德国《数字服务法》第 5 条的信息：Meridian Goods LLC，美国新泽西州纽瓦克市 Ferry Street 240 号，邮编 07105。代表人：Alva Fairbrook。电话：+1 555 010 0147。邮箱：hello@meridian.example.com。注册号：New Jersey 0450123456。</p>',
};

const GERMAN_DELIVERY =
  'Wir liefern nach Deutschland, Frankreich, Großbritannien, Kanada, Australien und in die USA. Beim Empfang fallen keine Zollgebühren an.';
const CHINESE_DELIVERY =
  '我们配送至德国、法国、英国、加拿大、澳大利亚和美国。签收时无需支付任何关税费用。';

/** `sentences` in English beside what stands there at all times. */
export function shippingTexts(sentences: readonly string[]): Texts {
  return {
    en: `<p>${[...sentences, NO_CUSTOMS_FEES].join(' ')}</p>`,
    de: `<p>${GERMAN_DELIVERY}</p>`,
    'zh-CN': `<p>${CHINESE_DELIVERY}</p>`,
  };
}
