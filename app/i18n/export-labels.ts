import { createI18n } from './i18n.ts';
import en from './en.json' with { type: 'json' };
import type { Language } from './languages.ts';

type Column = keyof typeof en.export.column;
type WordKind = 'verdict' | 'cause' | 'milestone' | 'nextStep';

/** The CSV file's words in one language; a code without words stays a code. */
export function exportLabels(language: Language): {
  columns: Record<string, string>;
  word: (kind: WordKind, code: string) => string;
} {
  const i18n = createI18n(language);
  const columns: Record<string, string> = {};
  const names: Column[] = Object.keys(en.export.column).filter(isColumn);
  for (const name of names) columns[name] = i18n.t(`export.column.${name}`);
  return {
    columns,
    word(kind, code) {
      const text: unknown = i18n.getResource(language, 'translation', `${kind}.${code}`);
      return typeof text === 'string' ? text : code;
    },
  };
}

function isColumn(name: string): name is Column {
  return name in en.export.column;
}
