import {
  SHOPPER_LANGUAGES,
  type ShopperLanguage,
  type ShopperSettings,
} from '#app/domain/shopper/shopper-settings.ts';
import { VERDICTS, type VerdictKind } from '#app/domain/verdicts/verdict.ts';

/** The settings as the form holds them while they are typed: the hours a text. */
export type ShopperDraft = Omit<ShopperSettings, 'asks'> & {
  asks: { isOn: boolean; answerHours: string };
};

export function draftOf(settings: ShopperSettings): ShopperDraft {
  const { isOn, answerHours } = settings.asks;
  return { ...settings, asks: { isOn, answerHours: String(answerHours) } };
}

/** What is typed as settings, for showing what it does; whether it may be saved is for the server to say. */
export function settingsOf(draft: ShopperDraft): ShopperSettings {
  const { isOn, answerHours } = draft.asks;
  const asks = { isOn, answerHours: Number(answerHours) };
  return { ...draft, asks, wording: writtenOf(draft.wording) };
}

/** Equal when saving one would store the same as saving the other. */
export function isSameDraft(one: ShopperDraft, other: ShopperDraft): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable({ show, asks, notices, quietHours, wording }: ShopperDraft) {
  const sentences = Object.entries(writtenOf(wording)).flatMap(([verdict, texts]) =>
    Object.entries(texts).map(([language, text]) => [verdict, language, text].join(' ')),
  );
  return {
    show: [show.numbers, show.silence, show.delivery, show.next],
    asks: [asks.isOn, asks.answerHours.trim()],
    notices: notices.isOn,
    quietHours: [quietHours.from, quietHours.until, [...quietHours.closedWeekdays].sort()],
    wording: sentences.sort(),
  };
}

/** Sentences on one line, without those that are empty. */
function writtenOf(wording: ShopperSettings['wording']): ShopperSettings['wording'] {
  const written: ShopperSettings['wording'] = {};
  for (const verdict of VERDICTS) {
    const texts: ShopperSettings['wording'][typeof verdict] = {};
    for (const language of SHOPPER_LANGUAGES) {
      const text = (wording[verdict]?.[language] ?? '').replace(/\s+/g, ' ').trim();
      if (text !== '') texts[language] = text;
    }
    if (Object.keys(texts).length > 0) written[verdict] = texts;
  }
  return written;
}

/** The shop's own sentence for a verdict in a language; an empty one gives Lastscan's words back. */
export function withSentence(
  wording: ShopperSettings['wording'],
  { verdict, language, text }: { verdict: VerdictKind; language: ShopperLanguage; text: string },
): ShopperSettings['wording'] {
  return { ...wording, [verdict]: { ...wording[verdict], [language]: text } };
}

/** In which languages the shop says something of its own about a verdict. */
export function ownLanguages(
  wording: ShopperSettings['wording'],
  verdict: VerdictKind,
): ShopperLanguage[] {
  const texts = writtenOf(wording)[verdict] ?? {};
  return SHOPPER_LANGUAGES.filter((language) => texts[language] !== undefined);
}
