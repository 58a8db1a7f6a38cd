import { countryNamed, countryOfAddress } from '#app/domain/findings/country-names.ts';
import { metafieldFor } from '#app/domain/findings/product-facts.ts';
import type { ProductSubject } from '#app/domain/findings/subjects.ts';

/** Who made a product and who answers for it in the EU, as far as its page says. */
export interface SafetyDetails {
  /** What is said of the manufacturer, wherever it stands; null: nothing. */
  maker: string | null;
  hasPostalAddress: boolean;
  hasElectronicAddress: boolean;
  /** Seat of the manufacturer, ISO alpha-2; null: its address names no country. */
  makerCountry: string | null;
  responsible: string | null;
}

/** Reads metafields (the mapped ones, else those whose key says so) and labelled passages of the description. */
export function safetyDetails(product: ProductSubject): SafetyDetails {
  const field = (what: keyof typeof KEYS) =>
    metafieldFor(product, what, { keys: KEYS[what] }).value;
  const passages = labelledPassages(product.description);
  const address = field('manufacturer_address');
  const said = [field('manufacturer'), address, field('manufacturer_contact'), passages.maker];
  const maker = said
    .filter((text) => text !== null)
    .join(', ')
    .slice(0, LONGEST_MAKER);
  const country = field('manufacturer_country');
  return {
    maker: maker === '' ? null : maker,
    hasPostalAddress: address !== null || hasStreet(maker),
    hasElectronicAddress: ELECTRONIC.test(maker),
    makerCountry:
      (country === null ? null : (countryNamed(country) ?? alpha2(country))) ??
      countryOfAddress(address ?? maker),
    responsible: field('responsible_person') ?? passages.responsible,
  };
}

/** Keys of metafields that hold it where nothing is mapped. */
const KEYS = {
  manufacturer: /(?:^|[._])(?:manufacturer|manufacturer_?name|hersteller|maker)$/i,
  manufacturer_address: /manufacturer_?(?:postal_?)?(?:address|street)$/i,
  manufacturer_contact: /manufacturer_?(?:e?mail|contact|url|website|electronic_?address)$/i,
  manufacturer_country: /manufacturer_?country$/i,
  responsible_person:
    /(?:responsible_?person|eu_?rep(?:resentative)?|authori[sz]ed_?representative)/i,
} as const;

/** A mail address or a web address; enough of it to know it by. */
const ELECTRONIC = /[^\s@,;]@[a-z0-9-]{1,63}\.[a-z0-9]|(?:https?:\/\/|www\.)[^\s,;]/i;
const LONGEST_MAKER = 1_000;

/** A street or a postcode, and something parted from it. */
function hasStreet(text: string): boolean {
  return /\d[号號]/.test(text) || (/\d/.test(text) && /[,\n，]/.test(text));
}

const MAKER_LABEL =
  /(?:manufacturer|manufactured by|hersteller|fabricant|fabricante|produttore|fabrikant|制造商|製造商|生产商|生產商)\s?[:：]/iu;
const RESPONSIBLE_LABEL =
  /(?:(?:eu )?responsible person|eu rep(?:resentative)?|authori[sz]ed representative|verantwortliche person|eu-bevollmächtigter|bevollmächtigter|personne responsable|persona responsable|persona responsabile|verantwoordelijke persoon|欧盟负责人|歐盟負責人|欧盟代表|歐盟代表)[^:：]{0,30}[:：]/iu;
const LONGEST_PASSAGE = 300;

function labelledPassages(text: string): { maker: string | null; responsible: string | null } {
  return {
    maker: passageAfter(text, MAKER_LABEL, RESPONSIBLE_LABEL),
    responsible: passageAfter(text, RESPONSIBLE_LABEL, MAKER_LABEL),
  };
}

/** What follows a label, up to the other label. */
function passageAfter(text: string, label: RegExp, end: RegExp): string | null {
  const found = label.exec(text);
  if (found === null) return null;
  const from = found.index + found[0].length;
  const rest = text.slice(from, from + LONGEST_PASSAGE);
  const stop = end.exec(rest)?.index ?? rest.length;
  const passage = rest.slice(0, stop).trim();
  return passage === '' ? null : passage;
}

function alpha2(text: string): string | null {
  return /^[A-Z]{2}$/.test(text) ? text : null;
}
