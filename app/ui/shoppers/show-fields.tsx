import { BlockStack, Checkbox } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShopperForm } from './use-shopper-form.ts';

const PARTS = ['numbers', 'silence', 'delivery', 'next'] as const;

/** What a shop may hide, each with what it shows. */
export function ShowFields({ form }: { form: ShopperForm }) {
  const { t } = useTranslation();
  const { show } = form.draft;
  return (
    <BlockStack gap="300">
      {PARTS.map((part) => (
        <Checkbox
          key={part}
          label={t(`shoppers.show.${part}`)}
          helpText={t(`shoppers.show.${part}Help`)}
          checked={show[part]}
          onChange={(isShown) => form.change({ show: { ...show, [part]: isShown } })}
        />
      ))}
    </BlockStack>
  );
}
