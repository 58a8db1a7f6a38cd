import { foldedSentence } from '#app/domain/findings/policy-sentences.ts';

/**
 * Whether the words of a link say that a contract is withdrawn from there, as Article 11a of Directive 2011/83/EU asks
 * ("withdraw from contract here" or other words as clear): English, German, French, Spanish, Italian, Dutch, Chinese. Words
 * that only announce a text about the right (`right of withdrawal`) do not.
 */
export function isWithdrawalLabel(label: string): boolean {
  return LABEL.test(foldedSentence(label.slice(0, LABEL_MAX)));
}

const LABEL_MAX = 200;

const LABEL = new RegExp(
  [
    String.raw`\bwithdraw (?:from )?(?:the |my |your |this |a )?(?:contract|order|purchase)\b|\bwithdraw here\b|\bwithdrawal (?:button|function|request)\b|\bexercise (?:the |my |your )?(?:right of )?withdrawal\b`,
    String.raw`\b(?:vertrag|bestellung|kauf|kaufvertrag) (?:\w+ )?widerrufen\b|\b(?:hier|jetzt|online) widerrufen\b|\bwiderruf (?:hier|jetzt|erklaren|absenden)\b|\bwiderrufs(?:button|funktion)\b`,
    String.raw`\bse retracter\b|\bretracter (?:du|le|mon|un) (?:contrat|achat)\b|\brenoncer (?:au contrat|a (?:mon|ma|votre|l')? ?(?:achat|commande))|\bexercer (?:mon|votre|le) droit de retractation\b|\bfonction(?:nalite)? de retractation\b`,
    String.raw`\bdesistir\b|\bejercer (?:el |mi |su )?(?:derecho de )?desistimiento\b|\bfuncion de desistimiento\b`,
    String.raw`\breced(?:ere|i) (?:dal|dall'|da)|\brecesso dal contratto\b|\besercita(?:re)? (?:il )?(?:diritto di )?recesso\b|\bfunzione di recesso\b`,
    String.raw`\b(?:overeenkomst|contract|bestelling|aankoop) (?:\w+ )?herroepen\b|\bherroep(?:en)? (?:hier|de overeenkomst)\b|\bherroepings(?:knop|functie)\b`,
    String.raw`(?:撤回|撤销|撤銷|解除)(?:该|該|本|我的)?(?:合同|订单|訂單|契約|契约)`,
  ].join('|'),
);
