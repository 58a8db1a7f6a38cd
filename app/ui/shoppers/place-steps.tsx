import { BlockStack, Button, InlineStack, List } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** Shopify's editor of the page on which a shopper follows an order. */
const EDITOR = 'shopify://admin/settings/checkout/editor?page=order-status';

/** How the merchant puts the block on the pages of the shop: no app can. */
export function PlaceSteps() {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <List type="number">
        <List.Item>{t('shoppers.place.step1')}</List.Item>
        <List.Item>{t('shoppers.place.step2')}</List.Item>
        <List.Item>{t('shoppers.place.step3')}</List.Item>
      </List>
      <InlineStack>
        <Button url={EDITOR} target="_top">
          {t('shoppers.place.open')}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
