import { Box, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** Above a form, once saving found something wrong: how many fields need attention; nothing while none does. */
export function ErrorCount({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <div role="alert">
        <Text as="p" tone="critical">
          {t('settings.errorsTitle', { count })}
        </Text>
      </div>
    </Box>
  );
}
