import { foldedSentence } from '#app/domain/findings/policy-sentences.ts';
import { lengthOfText } from '#app/domain/findings/policy-gaps.ts';

/** Policies that a shop shows, by Shopify's types, and how a page is titled that takes the place of one. */
const REQUIRED = [
  {
    type: 'REFUND_POLICY',
    title:
      /\b(?:refunds?|returns?|ruckgabe\w*|widerruf\w*|rucksend\w*|remboursements?|retours?|devoluciones|resi|retourneren)\b|退货|退貨|退款/,
  },
  {
    type: 'PRIVACY_POLICY',
    title: /\b(?:privacy|datenschutz\w*|confidentialite|privacidad)\b|隐私|隱私/,
  },
  {
    type: 'SHIPPING_POLICY',
    title:
      /\b(?:shipping|delivery|versand\w*|lieferung\w*|livraison|expedition|envios?|spedizion[ei]|verzend\w*)\b|配送|运送|運送/,
  },
  {
    type: 'TERMS_OF_SERVICE',
    title:
      /\b(?:terms|agb|\w*geschaftsbedingungen|conditions generales|terminos|termini|\w*voorwaarden)\b|条款|條款/,
  },
  {
    type: 'CONTACT_INFORMATION',
    title: /\b(?:contact\w*|kontakt\w*|contatti)\b|联系|聯絡|聯繫/,
  },
  {
    type: 'LEGAL_NOTICE',
    title:
      /\b(?:imprint|impressum|legal notice|mentions legales|aviso legal|note legali)\b|法律声明|法律聲明/,
  },
] as const;
export type RequiredPolicy = (typeof REQUIRED)[number]['type'];

export const REQUIRED_POLICIES: readonly RequiredPolicy[] = REQUIRED.map(({ type }) => type);

/** Whether a page takes the place of a policy: its title says so, and its text is as long as a policy has to be. */
export function standsIn(
  type: RequiredPolicy,
  { title, text }: { title: string; text: string },
  leastLength: number,
): boolean {
  const pattern = REQUIRED.find((one) => one.type === type)?.title;
  return pattern?.test(foldedSentence(title)) === true && lengthOfText(text) >= leastLength;
}
