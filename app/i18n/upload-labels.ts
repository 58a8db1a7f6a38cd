import type { RowOutcome, RowReason, UploadField } from '#app/domain/uploads/upload.ts';
import { UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';
import { createI18n } from './i18n.ts';
import type { Language } from './languages.ts';

/** The words of an upload's rows as a file, in one language. */
export function uploadLabels(language: Language): {
  column: (name: UploadField | 'line' | 'outcome' | 'reason' | 'parcel') => string;
  outcome: (outcome: RowOutcome) => string;
  reason: (reason: RowReason) => string;
} {
  const { t } = createI18n(language);
  return {
    column(name) {
      const field = UPLOAD_FIELDS.find((each) => each === name);
      if (field !== undefined) return t(`uploads.field.${field}`);
      return name === 'line' || name === 'outcome' || name === 'reason' || name === 'parcel'
        ? t(`uploads.column.${name}`)
        : name;
    },
    outcome: (outcome) => t(`uploads.outcome.${outcome}`),
    reason: ({ code, detail }) => t(`uploads.reason.${code}`, { detail }),
  };
}
