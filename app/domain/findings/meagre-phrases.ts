/** Terms of a refund policy that fall short of what EU and UK law gives consumers. */
export const MEAGRE_TERMS = [
  'short_window', // fewer days to return than the law gives
  'final_sale', // no return at all
  'credit_only', // store credit instead of money
  'restocking_fee',
  'unopened_only', // opened goods are not taken back
  'delivery_kept', // the outbound delivery is never paid back
] as const;
export type MeagreTerm = (typeof MEAGRE_TERMS)[number];

/** How a term is put in one language. Patterns are tried on folded sentences of at most 600 characters; gaps are bounded. */
export interface MeagrePhrase {
  term: Exclude<MeagreTerm, 'short_window'>;
  language: 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'zh';
  pattern: RegExp;
  /** A sentence in which this stands too means something else. */
  unless?: RegExp;
  /** Sentences it must find and must not find; the test walks them. */
  finds: readonly string[];
  leaves: readonly string[];
}

/** Tried from top to bottom: the narrower term stands above the wider one. */
export const MEAGRE_PHRASES: readonly MeagrePhrase[] = [
  {
    term: 'delivery_kept',
    language: 'en',
    pattern:
      /\b(?:shipping|delivery|postage)(?: and handling)?(?: costs?| charges?| fees?)?[^.]{0,20}\b(?:is|are|will|be)\b[^.]{0,10}\b(?:non-?refundable|not refundable|not refunded|never refunded|never reimbursed|not reimbursed|not be refunded)\b|\b(?:do not|don't|cannot|will not|never) refund (?:the |any |your |original |outbound |initial ){0,3}(?:shipping|delivery|postage)\b|\b(?:minus|less|excluding) (?:the |any |your |original |outbound ){0,3}(?:shipping|delivery|postage)\b/,
    unless:
      /\b(?:return (?:shipping|postage|delivery)|returns? shipping|express|expedited|priority|exchange)\b/,
    finds: [
      'Outbound shipping is never refunded.',
      'Original shipping charges are non-refundable.',
      'We do not refund the original shipping.',
      'You get the price minus shipping.',
    ],
    leaves: [
      'Return shipping is not refunded.',
      'We refund the price and the cost of standard delivery.',
      'Express shipping charges are non-refundable.',
    ],
  },
  {
    term: 'delivery_kept',
    language: 'de',
    pattern:
      /\b(?:versand|liefer|hinsende|porto)\w*\b[^.]{0,40}\bnicht (?:\w+ )?(?:zuruck)?(?:erstattet|erstattungsfahig|ubernommen)|\babzuglich (?:der )?(?:versand|liefer)kosten\b/,
    unless: /\b(?:rucksend\w*|ruckversand\w*|retour\w*|express\w*)\b/,
    finds: [
      'Versandkosten werden nicht erstattet.',
      'Wir erstatten den Preis abzüglich der Versandkosten.',
    ],
    leaves: [
      'Rücksendekosten werden nicht erstattet.',
      'Die Kosten der Standardlieferung erstatten wir.',
    ],
  },
  {
    term: 'delivery_kept',
    language: 'fr',
    pattern:
      /\bfrais (?:de port|de livraison|d'expedition|d'envoi)\b[^.]{0,40}\b(?:ne|non)\b[^.]{0,20}\brembours/,
    unless: /\b(?:retour\w*|renvo\w*|express)\b/,
    finds: ['Les frais de livraison ne sont pas remboursés.', "Frais d'envoi non remboursables."],
    leaves: [
      'Les frais de port du retour ne sont pas remboursés.',
      'Les frais de livraison sont remboursés.',
    ],
  },
  {
    term: 'delivery_kept',
    language: 'es',
    pattern:
      /\b(?:gastos|costes?|costos?) de (?:envio|entrega)\b[^.]{0,30}\bno\b[^.]{0,20}\breembols/,
    unless: /\b(?:devol\w*|urgente)\b/,
    finds: ['Los gastos de envío no son reembolsables.'],
    leaves: ['Los gastos de envío de la devolución no se reembolsan.'],
  },
  {
    term: 'delivery_kept',
    language: 'it',
    pattern: /\b(?:spese|costi) di (?:spedizione|consegna)\b[^.]{0,30}\bnon\b[^.]{0,20}\brimbors/,
    unless: /\b(?:reso|restituzion\w*|espress\w*)\b/,
    finds: ['Le spese di spedizione non sono rimborsabili.'],
    leaves: ['Le spese di spedizione del reso non sono rimborsabili.'],
  },
  {
    term: 'delivery_kept',
    language: 'nl',
    pattern:
      /\b(?:verzend|bezorg)kosten\b[^.]{0,30}\bniet\b[^.]{0,20}\b(?:terugbetaald|vergoed|gerestitueerd)\b/,
    unless: /\b(?:retour\w*)\b/,
    finds: ['De verzendkosten worden niet vergoed.'],
    leaves: ['De verzendkosten van de retourzending worden niet vergoed.'],
  },
  {
    term: 'delivery_kept',
    language: 'zh',
    pattern: /(?:运费|運費|邮费|郵費)[^。，,]{0,8}(?:不予退|概不退|不退|不可退|不能退|恕不退)/,
    unless: /(?:退货运费|退貨運費|寄回|回程|退回运费)[^。，,]{0,8}(?:不|恕)/,
    finds: ['首次运费不予退还。', '運費恕不退還。'],
    leaves: ['退货运费不予退还。', '我们退还货款及标准运费。'],
  },
  {
    term: 'credit_only',
    language: 'en',
    pattern:
      /\b(?:store|shop|site) credit only\b|\b(?:only|exclusively)\b[^.]{0,30}\b(?:store|shop|site) credit\b|\b(?:refund(?:s|ed)?|returns?)\b[^.]{0,60}\b(?:as|in the form of|in|via|with|by) (?:a )?(?:store|shop|site) credit\b/,
    unless:
      /\b(?:choose|choice|option|optional|prefer|wish|original (?:form|method|means|payment))\b/,
    finds: [
      'Refunds are paid as store credit only.',
      'We only issue store credit for returned items.',
      'Approved returns are refunded in the form of store credit.',
    ],
    leaves: [
      'We refund to your original payment method, or as store credit if you prefer.',
      'You may choose store credit.',
    ],
  },
  {
    term: 'credit_only',
    language: 'de',
    pattern:
      /\b(?:nur|ausschliesslich|lediglich)\b[^.]{0,40}\b(?:gutschein\w*|guthaben|shopguthaben|gutschrift)\b/,
    unless: /\b(?:wahl\w*|wunsch\w*)\b/,
    finds: [
      'Erstattungen erfolgen ausschließlich als Gutschein.',
      'Sie erhalten nur eine Gutschrift.',
    ],
    leaves: ['Auf Wunsch erhalten Sie nur einen Gutschein.', 'Gutscheine sind drei Jahre gültig.'],
  },
  {
    term: 'credit_only',
    language: 'fr',
    pattern:
      /\b(?:uniquement|seulement|exclusivement)\b[^.]{0,40}\b(?:avoir|bon d'achat|credit (?:boutique|en magasin))\b|\bsous (?:la )?forme d'(?:un )?avoir\b/,
    unless: /\b(?:choix|choisir|souhait\w*)\b/,
    finds: [
      "Le remboursement se fait sous forme d'avoir.",
      "Nous proposons uniquement un bon d'achat.",
    ],
    leaves: ["Vous avez le choix d'un remboursement sous forme d'avoir."],
  },
  {
    term: 'credit_only',
    language: 'es',
    pattern:
      /\b(?:solo|solamente|unicamente|exclusivamente)\b[^.]{0,40}\b(?:vales?|credito (?:de|en) (?:la )?tienda)\b/,
    finds: ['Los reembolsos se hacen únicamente con un vale.', 'Solo ofrecemos crédito en tienda.'],
    leaves: ['Los vales caducan al cabo de un año.'],
  },
  {
    term: 'credit_only',
    language: 'it',
    pattern:
      /\b(?:solo|soltanto|esclusivamente|unicamente)\b[^.]{0,40}\b(?:buon[oi]|credito (?:del |in )?negozio|voucher)\b/,
    finds: ['Il rimborso avviene esclusivamente con un buono.'],
    leaves: ['I buoni scadono dopo un anno.'],
  },
  {
    term: 'credit_only',
    language: 'nl',
    pattern:
      /\b(?:alleen|uitsluitend|enkel)\b[^.]{0,40}\b(?:tegoed(?:bon)?|winkeltegoed|waardebon|voucher)\b/,
    finds: ['Terugbetaling gebeurt uitsluitend als tegoedbon.'],
    leaves: ['Een tegoedbon is een jaar geldig.'],
  },
  {
    term: 'credit_only',
    language: 'zh',
    pattern:
      /(?:仅|僅|只|一律)(?:能|可|会|會|限)?(?:以|退|发放|發放|提供|退还|退還|退至|退回|转为|轉為)[^。]{0,10}(?:积分|積分|抵用金|抵用券|购物金|購物金|代金券|优惠券|優惠券|礼品卡|禮品卡|余额|餘額|储值|儲值)/,
    finds: ['退款仅以店铺积分形式发放。', '退款一律退回購物金。'],
    leaves: ['可选择退回原支付方式或购物金。'],
  },
  {
    term: 'restocking_fee',
    language: 'en',
    pattern: /\b(?:re-?stocking|return processing) (?:fee|charge)s?\b/,
    unless:
      /\b(?:no|not|without|never|waive[sd]?|don't)\b[^.]{0,30}\b(?:re-?stocking|return processing)\b/,
    finds: ['A restocking fee of 15% is deducted.', 'Returns incur a re-stocking charge.'],
    leaves: ['There is no restocking fee.', 'We do not charge a restocking fee.'],
  },
  {
    term: 'restocking_fee',
    language: 'de',
    pattern: /\b(?:wiedereinlagerungs|rucknahme|storno|bearbeitungs)(?:gebuhr|pauschale|kosten)\w*/,
    unless: /\b(?:keine?|ohne)\b[^.]{0,30}\b(?:wiedereinlagerungs|rucknahme|storno|bearbeitungs)/,
    finds: [
      'Wir berechnen eine Wiedereinlagerungsgebühr von 15 %.',
      'Es fällt eine Bearbeitungsgebühr an.',
    ],
    leaves: ['Wir erheben keine Bearbeitungsgebühr.', 'Die Rücksendekosten tragen Sie.'],
  },
  {
    term: 'restocking_fee',
    language: 'fr',
    pattern: /\bfrais de (?:restockage|remise en stock|traitement d[eu]s? retours?|dossier)\b/,
    unless: /\b(?:aucuns?|sans|pas de)\b[^.]{0,20}\bfrais\b/,
    finds: ['Des frais de restockage de 15 % sont déduits.'],
    leaves: ['Sans frais de restockage.'],
  },
  {
    term: 'restocking_fee',
    language: 'es',
    pattern:
      /\b(?:gastos|tasa|cargo|comision|tarifa) (?:de|por) (?:reposicion|reabastecimiento|almacenaje)\b/,
    unless: /\b(?:sin|no)\b[^.]{0,30}\b(?:gastos|tasa|cargo|comision|tarifa)\b/,
    finds: ['Se aplica un cargo por reposición del 15 %.'],
    leaves: ['No aplicamos cargo por reposición.'],
  },
  {
    term: 'restocking_fee',
    language: 'it',
    pattern:
      /\b(?:costi?|spese|commissione|tariffa|penale) (?:di|per) (?:il )?(?:riassortimento|ristoccaggio|rimessa in magazzino)\b/,
    unless: /\b(?:senza|nessun\w*)\b/,
    finds: ['Si applica una commissione di riassortimento del 15%.'],
    leaves: ['Senza spese di riassortimento.'],
  },
  {
    term: 'restocking_fee',
    language: 'nl',
    pattern: /\b(?:herbevoorradings|retourverwerkings|administratie)(?:kosten|vergoeding)\b/,
    unless: /\b(?:geen|zonder)\b/,
    finds: ['Wij rekenen administratiekosten van 15%.'],
    leaves: ['Wij rekenen geen administratiekosten.'],
  },
  {
    term: 'restocking_fee',
    language: 'zh',
    pattern:
      /(?:扣除|收取|扣|收)[^。]{0,12}(?:手续费|手續費|上架费|上架費|补货费|補貨費|整新费|整新費|折旧费|折舊費)/,
    unless: /(?:不|免|无需|無需)(?:会|會)?(?:扣除|收取|扣|收)/,
    finds: ['退款时扣除 15% 的手续费。', '需收取整新費。'],
    leaves: ['我们不收取手续费。'],
  },
  {
    term: 'unopened_only',
    language: 'en',
    pattern:
      /\b(?:un-?opened|still sealed|factory[- ]sealed|seals? (?:is |are |must be )?(?:intact|unbroken))\b|\bopened (?:items?|products?|goods|boxes|packages?)\b[^.]{0,30}\b(?:cannot|can't|not)\b/,
    finds: [
      'Items must be unopened.',
      'Opened items cannot be returned.',
      'Only if the seal is unbroken.',
    ],
    leaves: ['You may open the box to try the lamp.'],
  },
  {
    term: 'unopened_only',
    language: 'de',
    pattern:
      /\bungeoffnet\w*|\bgeoffnete\w* (?:ware|artikel|produkte|verpackung\w*)\b[^.]{0,40}\bnicht\b/,
    finds: [
      'Nur ungeöffnete Ware nehmen wir zurück.',
      'Geöffnete Artikel nehmen wir nicht zurück.',
    ],
    leaves: ['Sie dürfen die Ware öffnen und prüfen.'],
  },
  {
    term: 'unopened_only',
    language: 'fr',
    pattern: /\b(?:non|jamais)[- ](?:ouvert|descelle)e?s?\b/,
    finds: ['Les articles doivent être non ouverts.'],
    leaves: ['Vous pouvez ouvrir le colis.'],
  },
  {
    term: 'unopened_only',
    language: 'es',
    pattern: /\bsin abrir\b|\bprecintad[oa]s?\b/,
    finds: ['Los productos deben estar sin abrir.'],
    leaves: ['Puede abrir la caja.'],
  },
  {
    term: 'unopened_only',
    language: 'it',
    pattern: /\bnon (?:e |sono )?(?:stat[oaie] )?apert[oaie]\b|\bsigillat[oaie]\b/,
    finds: ['I prodotti devono essere ancora sigillati.', 'Accettiamo solo prodotti non aperti.'],
    leaves: ['Può aprire la scatola.'],
  },
  {
    term: 'unopened_only',
    language: 'nl',
    pattern: /\b(?:ongeopend\w*|niet geopend\w*)\b/,
    finds: ['Alleen ongeopende producten nemen wij terug.'],
    leaves: ['U mag de doos openen.'],
  },
  {
    term: 'unopened_only',
    language: 'zh',
    pattern: /未(?:拆封|开封|開封)|拆封[^。]{0,8}(?:不|恕)/,
    finds: ['商品须未拆封。', '拆封後恕不受理退貨。'],
    leaves: ['您可以拆开包装检查商品。'],
  },
  {
    term: 'final_sale',
    language: 'en',
    pattern:
      /\bfinal[- ]sales?\b|\bsales? (?:is|are) final\b|\bnon-?(?:refundable|returnable)\b|\bno (?:returns?|refunds?)(?: (?:or|and) (?:refunds?|returns?|exchanges?))?\b(?! (?:fee|cost|charge|label|shipping|postage|is|are|need|required|policy))|\b(?:cannot|can't|may not) be (?:returned|refunded)\b|\b(?:not|never) (?:eligible for (?:a )?(?:returns?|refunds?)|returnable|refundable)\b|\b(?:do not|don't|cannot) (?:accept|offer|provide|issue|give) (?:any )?(?:returns?|refunds?)\b/,
    unless:
      /\b(?:shipping|delivery|postage|after|without|until|unless|damaged|worn|washed|past|beyond|older|deposit)\b/,
    finds: [
      'Sale items are final sale.',
      'All sales are final.',
      'We do not accept returns.',
      'Discounted items cannot be returned.',
      'No returns or exchanges.',
    ],
    leaves: [
      'We do not accept returns after 30 days.',
      'No return label is needed.',
      'Return shipping is non-refundable.',
      'Washed items cannot be returned.',
    ],
  },
  {
    term: 'final_sale',
    language: 'de',
    pattern:
      /\bvo(?:m|n der|n) (?:\w+ ){0,2}(?:umtausch|widerruf|ruckgabe|rucknahme|erstattung)\w*[^.]{0,40}\bausgeschlossen\b|\b(?:umtausch|ruckgabe|widerruf|rucknahme|erstattung)\b[^.]{0,30}\b(?:ist|sind) ausgeschlossen\b|\bkeine (?:ruckgabe|rucknahme|erstattung|retouren?|ruckerstattung)\b|\bkein (?:umtausch|widerrufsrecht|ruckgaberecht)\b|\bnicht (?:umgetauscht|zuruckgegeben|zuruckgenommen)\b/,
    unless: /\b(?:versand\w*|liefer\w*|porto|nach ablauf|getragen\w*|beschadigt\w*)\b/,
    finds: [
      'Reduzierte Ware ist vom Umtausch ausgeschlossen.',
      'Die Rückgabe ist ausgeschlossen.',
      'Auf Sonderangebote gibt es kein Widerrufsrecht.',
    ],
    leaves: ['Keine Rückgabe nach Ablauf der Widerrufsfrist.', 'Sie haben ein Widerrufsrecht.'],
  },
  {
    term: 'final_sale',
    language: 'fr',
    pattern:
      /\bventes? (?:finales?|fermes?|definitives?)\b|\bni (?:repris|echange|rembourse)\w*|\b(?:aucun|pas de) (?:retour|remboursement)s?\b|\bne (?:sont|peuvent|pourront|seront|peut|sera|est) (?:pas |etre |ni ){0,3}(?:rembourse|retourne|repris|echange)\w*|\bnon (?:remboursable|retournable)s?\b/,
    unless: /\b(?:frais|livraison|expedition|apres|sans)\b/,
    finds: [
      'Les articles soldés ne sont ni repris ni échangés.',
      'Les articles en promotion ne peuvent pas être retournés.',
      'Vente finale.',
    ],
    leaves: ['Aucun retour après 30 jours.', 'Vous pouvez retourner vos articles.'],
  },
  {
    term: 'final_sale',
    language: 'es',
    pattern:
      /\bventas? finale?s?\b|\bno se (?:aceptan|admiten|permiten) (?:devoluciones|reembolsos)\b|\bno (?:reembolsables?|retornables?)\b|\bno (?:se pueden|pueden|podran) (?:ser )?(?:devolver|devuelt[oa]s?)\b/,
    unless: /\b(?:envio|despues|sin)\b/,
    finds: ['No se admiten devoluciones.', 'Venta final.'],
    leaves: ['No se admiten devoluciones después de 30 días.'],
  },
  {
    term: 'final_sale',
    language: 'it',
    pattern:
      /\bvendit[ae] final[ei]\b|\bnon (?:si accettano|accettiamo|sono ammessi|sono accettati) (?:resi|rimborsi)\b|\bnon (?:rimborsabil[ei]|restituibil[ei])\b|\bnon possono essere (?:restituit|rimborsat|res)[ie]\b|\bnessun (?:rimborso|reso)\b/,
    unless: /\b(?:spedizion\w*|dopo|senza)\b/,
    finds: ['Non si accettano resi.', 'Gli articoli in saldo non possono essere restituiti.'],
    leaves: ['Non si accettano resi dopo 30 giorni.'],
  },
  {
    term: 'final_sale',
    language: 'nl',
    pattern:
      /\bgeen (?:retour(?:en|neren)?|teruggave|terugbetaling(?:en)?|restitutie)\b|\bniet (?:worden )?(?:geretourneerd|terugbetaald)\b|\buitgesloten van (?:retour\w*|herroeping)\b/,
    unless: /\b(?:verzend\w*|na)\b/,
    finds: ['Afgeprijsde artikelen kunnen niet worden geretourneerd.', 'Geen retour.'],
    leaves: ['Geen retour na 30 dagen.'],
  },
  {
    term: 'final_sale',
    language: 'zh',
    pattern:
      /概不退(?:换|換|货|貨|款)|不退不(?:换|換)|不(?:接受|支持|提供|予|办理|辦理)退(?:换|換|货|貨|款)|恕不退(?:换|換|货|貨|款)|不(?:可|能)退(?:换|換|货|貨|款)|最终销售|最終銷售/,
    unless: /超过|超過|逾期|运费|運費/,
    finds: ['特价商品一经售出概不退换。', '本店不接受退货。', '恕不退貨。'],
    leaves: ['超过 30 天不接受退货。', '支持退货。'],
  },
];
