import { InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ReadingChoices } from '#app/contracts/uploads.ts';
import { FILE_ENCODINGS } from '#app/domain/uploads/encodings.ts';
import { UPLOAD_FIELDS } from '#app/domain/uploads/upload.ts';
import type { ColumnPlaces, UploadField } from '#app/domain/uploads/upload.ts';

const NO_COLUMN = '';

/** Which column is what, and how the file's text and dates are to be read. */
export function ReadingFields({
  headers,
  places,
  encoding,
  dateOrder,
  choices,
  onChange,
}: {
  headers: readonly string[];
  places: ColumnPlaces;
  encoding: string | null;
  dateOrder: 'dmy' | 'mdy' | null;
  choices: ReadingChoices;
  onChange: (choices: ReadingChoices) => void;
}) {
  const { t } = useTranslation();
  const columns = [
    { label: t('uploads.reading.none'), value: NO_COLUMN },
    ...headers.map((header, place) => ({
      label: header === '' ? t('uploads.reading.column', { number: place + 1 }) : header,
      value: String(place),
    })),
  ];
  const placeOf = (field: UploadField): string => {
    const chosen = choices.columns?.[field];
    const place = chosen === undefined ? places[field] : chosen;
    return place === undefined || place === null ? NO_COLUMN : String(place);
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="300">
      {UPLOAD_FIELDS.map((field) => (
        <Select
          key={field}
          label={t(`uploads.field.${field}`)}
          options={columns}
          value={placeOf(field)}
          onChange={(value) =>
            onChange({
              ...choices,
              columns: {
                ...choices.columns,
                [field]: value === NO_COLUMN ? null : Number(value),
              },
            })
          }
        />
      ))}
      <Select
        label={t('uploads.reading.encoding')}
        options={FILE_ENCODINGS.map((name) => ({
          label: t(`uploads.encoding.${name}`),
          value: name,
        }))}
        value={choices.encoding ?? encoding ?? FILE_ENCODINGS[0]}
        onChange={(value) =>
          onChange({
            ...choices,
            encoding: FILE_ENCODINGS.find((name) => name === value) ?? null,
          })
        }
      />
      <Select
        label={t('uploads.reading.dateOrder')}
        options={[
          { label: t('uploads.reading.unsaid'), value: '' },
          { label: t('uploads.reading.dmy'), value: 'dmy' },
          { label: t('uploads.reading.mdy'), value: 'mdy' },
        ]}
        value={choices.dateOrder ?? dateOrder ?? ''}
        onChange={(value) =>
          onChange({ ...choices, dateOrder: value === 'dmy' || value === 'mdy' ? value : null })
        }
      />
    </InlineGrid>
  );
}
