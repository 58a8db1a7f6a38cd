import { FormLayout, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LimitSet } from '#app/domain/verdicts/limits.ts';
import { useFormat } from '../screen-frame.tsx';
import { LIMIT_FIELDS, type LimitDraft, type LimitField } from './settings-draft.ts';

/** The limits of one destination group, each with its default and where that comes from. */
export function LimitFields({
  path,
  headingId,
  fields = LIMIT_FIELDS,
  draft,
  defaults,
  onChange,
  errorAt,
}: {
  /** Where the group stands in the settings, e.g. `limits.domestic`. */
  path: string;
  /** The heading that tells this group's fields from the like-named ones of the others. */
  headingId: string;
  fields?: readonly LimitField[];
  draft: LimitDraft;
  defaults: LimitSet;
  onChange: (draft: LimitDraft) => void;
  errorAt: (path: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div role="group" aria-labelledby={headingId}>
      <FormLayout>
        <FormLayout.Group>
          {fields.map((field) => {
            const standard = defaults[field];
            return (
              <TextField
                key={field}
                id={`${path}.${field}`}
                autoComplete="off"
                inputMode="decimal"
                label={t(`settings.field.${field}`)}
                suffix={t('settings.days')}
                value={draft[field]}
                error={errorAt(`${path}.${field}`)}
                helpText={t(`settings.fieldHelp.${field}`, {
                  default: standard === null ? t('settings.defaultEmpty') : format.days(standard),
                })}
                onChange={(value) => onChange({ ...draft, [field]: value })}
              />
            );
          })}
        </FormLayout.Group>
      </FormLayout>
    </div>
  );
}
