import { TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalOf, parseMoney } from '#app/domain/shared/money.ts';
import type { ParcelQuery } from '#app/contracts/pages.ts';
import { useScreen } from '../screen-frame.tsx';

type Change = (change: Partial<ParcelQuery>) => void;

/** The smallest value, in the shop's currency; asked for when one leaves the field or presses Enter. */
export function ValueFilter({
  query: { minimumValueMinor },
  change,
}: {
  query: ParcelQuery;
  change: Change;
}) {
  const { currency } = useScreen().frame;
  const current =
    minimumValueMinor === null ? '' : decimalOf({ minor: minimumValueMinor, currency });
  // A value that changes elsewhere (Back, "Clear all") begins a new field.
  return <ValueField key={current} current={current} currency={currency} change={change} />;
}

function ValueField({
  current,
  currency,
  change,
}: {
  current: string;
  currency: string;
  change: Change;
}) {
  const { t } = useTranslation();
  const [value, setValue] = useState(current);
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
