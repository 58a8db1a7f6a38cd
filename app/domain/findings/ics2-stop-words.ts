/**
 * Descriptions that are too vague for the EU's import control when nothing else stands beside them (data element
 * 18 05 000 000). The Commission's own list has not been read: what is here was published by others, and each part says by
 * whom. Nothing was added to it. Listed words that were said to be switched off ("fish", "glass", "steel") are left out, and
 * so are entries that are no words ("company names"). A singular stands for its plural too, and the other way round.
 */
export const ICS2_STOP_WORDS: readonly string[] = [
  // ENS Adviser, "List of ICS2 stop words": its beginning, which is all of it that could be read (on 2026-11-27).
  `accessories, adapter, agricultural products, aid consignment, alcohol, all kind of cargo, all kind of goods, animals,
apparel, appliances, arms, articles, artwork, as ordered, as per attached invoice, attached manifest, auto, auto parts,
automobiles, baggage, bags, battery, bazaar goods, biological substances, birthday gifts, bits, boards, boxes, cables, caps,
cards, cartons, case, charity, chemicals, chemicals flammable, chemicals hazardous, chemicals non-hazardous,
cleaning products, clothes, clothing, collected items, commodity, component, consol, consolidated, consolidated cargo,
consolidated goods, consolidation, consumer, courier, courier bags, courier goods, courier material, cnsl, dangerous goods,
decorations, decorative crafts, decorative items, didactic articles, docs, documents, documentations, dox, drugs, drums,
e-commerce, electronic equipment, electronic goods, electronic items, electronics, equipment, exhibition goods, express,
firearm, food, foodstuff, footwear, fresh fruit, fresh herbs, fresh plants, fresh vegetable, freight all kinds,
from upu postal, fruit, fruit products, fruit pulp, fuel, garments, general cargo`,
  // Quoted from the list by Shipping Gazette (2025), WiseTech Academy, Customs Declarations UK and the Northern Ireland
  // Customs & Trade Academy; additions of 2 February 2026 by ShipStation. The additions of 4 May 2026 have not been read.
  `gift, goods, general goods, items, machinery, miscellaneous, parts, party accessories, sample, see invoice, shoes, stuff,
textiles, tools, unknown, various goods, various products, vegetables, aid products, commercial, consumption, ensemble, fake,
headwear, promotional, oddments, n/a`,
  // Transport Canada, unacceptable descriptions of its advance cargo programme (PACT), a list on the pattern of the
  // Commission's guidance on acceptable descriptions, but no text of the EU. Of it, what says nothing of the goods.
  `gift box, mail, materials, merchandise, misc, mixed, odd parts, other, pallets, parcel, personal effects, pieces, products,
returned goods, said to contain, scrap, several goods, souvenirs, spare parts, sporting goods, things, toys, various`,
].flatMap(bothNumbers);

/** What adds nothing to a description: glue words, praise, numbers of pieces, sizes. A house list. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or of for with in on to by from as per & new newest hot best top nice great good quality premium luxury ' +
    'sale free shipping 1pc 1pcs pc pcs set sets pack packs piece pieces lot lots xs s m l xl xxl small medium large mini size sizes ' +
    'big color colour men mens women womens kids unisex style fashion item product'
  ).split(' '),
);

function bothNumbers(list: string): string[] {
  const named = list.split(',').map((words) => words.replace(/\s+/g, ' ').trim());
  const other = named.map((words) => (words.endsWith('s') ? words.slice(0, -1) : `${words}s`));
  return [...new Set([...named, ...other])];
}
