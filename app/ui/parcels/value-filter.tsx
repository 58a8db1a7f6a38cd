import { TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalOf, parseMoney } from '#app/domain/shared/money.ts';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { useScreen } from '../screen-frame.tsx';

/** The smallest value, in the shop's currency; asked for when one leaves the field or presses Enter. */
export function ValueFilter({
  query: { minimumValueMinor },
  change,
}: {
  query: ParcelQuery;
  change: (change: Partial<ParcelQuery>) => void;
}) {
  const { t } = useTranslation();
  const { currency } = useScreen().frame;
  const current =
    minimumValueMinor === null ? '' : decimalOf({ minor: minimumValueMinor, currency });
  const [value, setValue] = useState(current);
  useEffect(() => setValue(current), [current]);
  const isAmount = value === '' || /^\d{1,10}(\.\d+)?$/.test(value);
  const ask = () => {
    if (!isAmount || value === current) return;
    change({ minimumValueMinor: value === '' ? null : parseMoney(value, currency).minor });
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter') ask();
      }}
    >
      <TextField
        autoComplete="off"
        inputMode="decimal"
        label={t('parcels.filter.minimumValue')}
        labelHidden
        suffix={currency}
        value={value}
        error={isAmount ? undefined : t('settingsError.not_a_number')}
        onChange={setValue}
        onBlur={ask}
      />
    </div>
  );
}
