import { Box, Button, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashFault } from '#app/contracts/cash.ts';
import { faultWords } from './fault-words.ts';

/** Above the form: how many fields need attention, or that somebody else saved meanwhile, with what is saved now at hand. */
export function FormFaults({
  faults,
  onReload,
}: {
  faults: readonly CashFault[];
  onReload: () => void;
}) {
  const { t } = useTranslation();
  const whole = faults.find(({ path }) => path === '');
  if (faults.length === 0) return null;
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <div role="alert">
        <InlineStack gap="300" blockAlign="center">
          <Text as="p" tone="critical">
            {whole === undefined
              ? t('settings.errorsTitle', { count: faults.length })
              : faultWords(whole, { t })}
          </Text>
          {whole?.code === 'changed_meanwhile' && (
            <Button onClick={onReload}>{t('cash.setup.reload')}</Button>
          )}
        </InlineStack>
      </div>
    </Box>
  );
}
