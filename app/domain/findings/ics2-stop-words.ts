/**
 * Descriptions that the EU's import control refuses when nothing else stands beside them. Source: European Commission,
 * DG TAXUD, "ICS2 list of stop words" for data element 18 05 000 000 (as published at ensadviser.com, seen 2026-11-22, with
 * the additions of 4 May 2026 left out, for their text has not been seen). The list names the singular or the plural; both
 * are meant here.
 */
export const ICS2_STOP_WORDS: readonly string[] = bothNumbers(`
accessories, adapter, agricultural products, aid consignment, alcohol, all kind of cargo, all kind of goods, animals,
apparel, appliances, arms, articles, artwork, as ordered, as per attached invoice, attached manifest, auto, auto parts,
automobiles, baggage, bags, battery, bazaar goods, biological substances, birthday gifts, bits, boards, boxes, cables, caps,
cards, cartons, case, charity, chemicals, chemicals flammable, chemicals hazardous, chemicals non-hazardous,
cleaning products, clothes, clothing, collected items, commodity, component, consol, consolidated, consolidated cargo,
consolidated goods, consolidation, consumer, courier, courier bags, courier goods, courier material, cnsl, dangerous goods,
decorations, decorative crafts, decorative items, didactic articles, docs, documents, documentations, dox, drugs, drums,
e-commerce, electronic equipment, electronic goods, electronic items, electronics, equipment, exhibition goods, express,
firearm, fish, food, foodstuff, footwear, fresh fruit, fresh herbs, fresh plants, fresh vegetable, freight all kinds,
from upu postal, fruit, fruit products, fruit pulp, fuel, garments, general cargo, general goods, general merchandise,
gift, gift articles, gift items, giftware, goods, groupage, hardware, haz, hazardous, hazardous goods, health products,
herbs, home supplies, household, household articles, household goods, household items, industrial goods, instruments,
iron, items, jewelry, jewellery, kitchen supplies, lab reporting products, leather articles, letters, liquids, luggage,
machine parts, machinery, machines, mail, materials, meat, medical equipment, medical parts, medical spare parts,
medical supplies, medicines, merchandise, metal, miscellaneous, misc, mixed goods, motor parts, no commercial value, ncv,
oil, other, packages, packaging, pallets, paper, parcels, parts, personal effects, personal items, personal goods, pieces,
pipes, plants, plastic, plastic goods, plastic articles, plastic parts, plates, polyester, postal goods, powder, presents,
printed matter, products, promotional items, promotional material, properties, rags, returned goods, rubber,
rubber articles, rods, said to contain, samples, sanitary goods, scrap, seeds, sets, shoes, software, spare parts, spares,
sporting goods, sports equipment, steel, steel articles, stuff, supplies, surgical instruments, surplus, textile,
textile articles, textile products, tiles, tissues, tools, toys, unknown, used goods, used items, valve, various,
various goods, various products, vegetables, vehicle, vehicle parts, veterinary products, virgin, waste, wires, wood,
wooden articles, yarns`);

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
