import { Button, ButtonGroup, TextField } from '@shopify/polaris';

/** A future day of the shop: some days ahead at a click, or any by date. Days are ISO dates. */
export function UntilField({
  todayOn,
  presets,
  presetLabel,
  on,
  onChange,
  label,
  helpText,
  max,
  error,
}: {
  todayOn: string;
  /** Days from today. */
  presets: readonly number[];
  presetLabel: (days: number) => string;
  on: string;
  onChange: (on: string) => void;
  label: string;
  helpText: string;
  max?: string;
  error: string | undefined;
}) {
  return (
    <>
      <ButtonGroup variant="segmented">
        {presets.map((days) => (
          <Button
            key={days}
            pressed={on === addDays(todayOn, days)}
            onClick={() => onChange(addDays(todayOn, days))}
          >
            {presetLabel(days)}
          </Button>
        ))}
      </ButtonGroup>
      <TextField
        type="date"
        autoComplete="off"
        label={label}
        helpText={helpText}
        value={on}
        min={addDays(todayOn, 1)}
        max={max}
        error={error}
        onChange={onChange}
      />
    </>
  );
}

/** An ISO date so many days later. */
export function addDays(on: string, days: number): string {
  const date = new Date(`${on}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
