import { Button } from '@shopify/polaris';
import { CheckIcon, ClipboardIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 2_000;

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
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      icon={isCopied ? CheckIcon : ClipboardIcon}
      variant={variant}
      accessibilityLabel={isCopied ? t('common.copied') : t('common.copyNamed', { what })}
      onClick={() => void copyText(text).then(setCopied)}
    >
      {isCopied ? t('common.copied') : (label ?? t('common.copy'))}
    </Button>
  );
}

/** True when the text is on the clipboard. A frame without clipboard permission falls back to the old command. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    return isDone;
  }
}
