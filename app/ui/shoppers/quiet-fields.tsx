import {
  BlockStack,
  Checkbox,
  FormLayout,
  InlineError,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { useScreen } from '../screen-frame.tsx';
import type { ShopperForm } from './use-shopper-form.ts';

const CLOSED_ID = 'shoppers-closed-days';
/** ISO: 1 is Monday. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The hours and days in which nobody answers. */
export function QuietFields({ form }: { form: ShopperForm }) {
  const { t } = useTranslation();
  const { language } = useScreen();
  const { quietHours } = form.draft;
  const { closedWeekdays } = quietHours;
  const change = (changed: Partial<typeof quietHours>) =>
    form.change({ quietHours: { ...quietHours, ...changed } });
  const tooQuiet = form.errorAt('quietHours');
  return (
    <BlockStack gap="400">
      <FormLayout>
        <FormLayout.Group>
          {(['from', 'until'] as const).map((end) => (
            <TextField
              key={end}
              type="time"
              label={t(`shoppers.quiet.${end}`)}
              autoComplete="off"
              value={quietHours[end]}
              helpText={end === 'until' ? t('shoppers.quiet.same') : undefined}
              error={form.errorAt(`quietHours.${end}`)}
              onChange={(at) => change({ [end]: at.slice(0, 5) })}
            />
          ))}
        </FormLayout.Group>
      </FormLayout>
      <BlockStack gap="200">
        <Text as="p" id={CLOSED_ID}>
          {t('shoppers.quiet.closed')}
        </Text>
        <div role="group" aria-labelledby={CLOSED_ID}>
          <InlineStack gap="400">
            {WEEKDAYS.map((day) => (
              <Checkbox
                key={day}
                label={weekdayName(day, language)}
                checked={closedWeekdays.includes(day)}
                onChange={(isClosed) =>
                  change({
                    closedWeekdays: WEEKDAYS.filter((each) =>
                      each === day ? isClosed : closedWeekdays.includes(each),
                    ),
                  })
                }
              />
            ))}
          </InlineStack>
        </div>
      </BlockStack>
      {tooQuiet !== undefined && <InlineError fieldID="quiet-hours" message={tooQuiet} />}
    </BlockStack>
  );
}

/** The first of January 2024 was a Monday. */
function weekdayName(day: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, day)),
  );
}
