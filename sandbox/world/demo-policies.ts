import type { WorldPolicy } from './shop-side.ts';

type Texts = readonly {
  type: WorldPolicy['type'];
  body: string;
  translations?: WorldPolicy['translations'];
}[];

/** Northwind Lamps: in English; some sentences would not stand in Europe, and one link leads nowhere any more. */
export const NORTHWIND_POLICIES: Texts = [
  {
    type: 'REFUND_POLICY',
    body: '<p>You may return unused lamps within 30 days of delivery. Write to us first and we send you a label. Lamps bought in a sale are final sale. We refund the price to your card within 10 days of the lamp’s return.</p>',
  },
  {
    type: 'SHIPPING_POLICY',
    body: '<p>Orders ship within 5 business days. Cables and shades may come in a parcel of their own. We write to you with a tracking number when your parcel leaves.</p>',
  },
  {
    type: 'PRIVACY_POLICY',
    body: '<p>We keep your name, address and e-mail address to send you what you bought, and as long as tax law asks. Write to privacy@northwind.example.com to see or delete them.</p>',
  },
  {
    type: 'TERMS_OF_SERVICE',
    body: '<p>These terms hold for purchases from Northwind Lamps LLC. Buyers in the European Union may use the platform for online dispute resolution at <a href="https://ec.europa.eu/consumers/odr">ec.europa.eu/consumers/odr</a>.</p>',
  },
  {
    type: 'CONTACT_INFORMATION',
    body: '<p>Northwind Lamps LLC, 88 Pulaski Street, Newark, NJ 07105, United States. hello@northwind.example.com, +1 555 010 0188.</p>',
  },
];

/** 汉风户外: in Chinese, with German translations for most of it; the imprint still names the law of before 2024. */
export const HANFENG_POLICIES: Texts = [
  {
    type: 'REFUND_POLICY',
    body: '<p>签收后 14 天内可无理由退货。商品须保持未使用状态，收到退货后 14 天内按原支付方式退款。贴身装备拆封后不支持退货。</p>',
    translations: [
      {
        locale: 'de',
        body: '<p>Sie können Ihre Bestellung innerhalb von 14 Tagen ab Erhalt widerrufen. Wir erstatten innerhalb von 14 Tagen nach Eingang der Ware auf demselben Zahlungsweg.</p>',
      },
    ],
  },
  {
    type: 'SHIPPING_POLICY',
    body: '<p>付款后 3 个工作日内发货。部分商品由中国仓库直发。</p>',
    translations: [
      {
        locale: 'de',
        body: '<p>Versand innerhalb von 3 Werktagen nach Zahlung. Einige Artikel kommen direkt aus unserem Lager in China.</p>',
      },
    ],
  },
  {
    type: 'PRIVACY_POLICY',
    body: '<p>我们仅为履行订单处理您的姓名、地址和邮箱，并按税法规定保存。联系方式：datenschutz@hanfeng.example.com。</p>',
    translations: [
      {
        locale: 'de',
        body: '<p>Wir verarbeiten Name, Anschrift und E-Mail-Adresse nur zur Ausführung Ihrer Bestellung. Kontakt: datenschutz@hanfeng.example.com.</p>',
      },
    ],
  },
  {
    type: 'TERMS_OF_SERVICE',
    body: '<p>本条款适用于在汉风户外的购买。合同自我们寄出确认邮件时成立。</p>',
  },
  {
    type: 'CONTACT_INFORMATION',
    body: '<p>Hanfeng Outdoor GmbH，Kantstraße 120，10625 Berlin，德国。邮箱：hallo@hanfeng.example.com，电话：+49 30 5550 1077。</p>',
  },
  {
    type: 'LEGAL_NOTICE',
    body: '<p>Angaben gemäß § 5 TMG: Hanfeng Outdoor GmbH, Kantstraße 120, 10625 Berlin. Vertreten durch Wei Lindqvale. Telefon: +49 30 5550 1077. E-Mail: hallo@hanfeng.example.com. Amtsgericht Charlottenburg, HRB 155501 B.</p>',
  },
];
