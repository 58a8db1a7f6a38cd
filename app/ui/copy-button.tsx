import { Button } from '@shopify/polaris';
import { CheckIcon, ClipboardIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { useCopy } from './use-copy.ts';

/** Copies a text and says so on itself; `what` names it for screen readers. */
export function CopyButton({
  text,
  what,
  label,
  variant,
}: {
  text: string;
  what: string;
  label?: string;
  variant?: 'primary' | 'plain' | 'tertiary';
}) {
  const { t } = useTranslation();
  const { copy, isCopied } = useCopy();
  return (
    <Button
      icon={isCopied ? CheckIcon : ClipboardIcon}
      variant={variant}
      accessibilityLabel={isCopied ? t('common.copied') : t('common.copyNamed', { what })}
      onClick={() => copy(text)}
    >
      {isCopied ? t('common.copied') : (label ?? t('common.copy'))}
    </Button>
  );
}
