import type { JSX } from 'preact';
import type { ShopperRefusal } from '#app/contracts/shopper.ts';
import { refusalWords } from './refusal-words.ts';
import type { Saying } from './say.ts';

/** The end of every form: what went wrong with it as a whole, and its two buttons. */
export function SendOrClose({
  refusal,
  hasFailed,
  isSending,
  saying,
  onSend,
  onClose,
}: {
  /** Null also where it is told beside a field. */
  refusal: ShopperRefusal | null;
  hasFailed: boolean;
  isSending: boolean;
  saying: Saying;
  onSend: () => void;
  onClose: () => void;
}): JSX.Element {
  const { translate } = saying;
  return (
    <s-stack gap="small-200">
      <NotSent {...{ refusal, hasFailed, saying }} />
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" disabled={isSending} loading={isSending} onClick={onSend}>
          {translate('ask.send')}
        </s-button>
        <s-button variant="secondary" disabled={isSending} onClick={onClose}>
          {translate('ask.close')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}

/** What did not go through and belongs to no field. */
function NotSent({
  refusal,
  hasFailed,
  saying,
}: {
  refusal: ShopperRefusal | null;
  hasFailed: boolean;
  saying: Saying;
}): JSX.Element | null {
  if (refusal === null && !hasFailed) return null;
  const words = refusal === null ? saying.translate('ask.failed') : refusalWords(refusal, saying);
  return (
    <s-stack accessibilityRole="alert">
      <s-text tone="critical">{words}</s-text>
    </s-stack>
  );
}
