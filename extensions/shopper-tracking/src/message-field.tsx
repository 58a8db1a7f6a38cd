import type { JSX } from 'preact';
import { LONGEST_ASK, type ShopperRefusal } from '#app/contracts/shopper.ts';
import type { Saying } from './say.ts';

/**
 * A text with its count. What is too long stays as it was written, so that the shopper can shorten it: it is not cut off.
 */
export function MessageField({
  label,
  text,
  error,
  isDisabled,
  saying,
  onText,
}: {
  label: string;
  text: string;
  /** Beside the field; null = none. */
  error: string | null;
  isDisabled: boolean;
  saying: Saying;
  onText: (text: string) => void;
}): JSX.Element {
  return (
    <s-stack gap="small-400">
      <s-text-area
        label={label}
        rows={4}
        value={text}
        disabled={isDisabled}
        {...(error === null ? {} : { error })}
        onInput={(event) => {
          onText(writtenIn(event));
        }}
      />
      <s-text color="subdued" type="small">
        {saying.translate('ask.count', {
          used: number(text.length, saying),
          limit: number(LONGEST_ASK, saying),
        })}
      </s-text>
    </s-stack>
  );
}

/** Why a text cannot be sent as it is; null = it can. The endpoint says the same. */
export function textRefusal(text: string): ShopperRefusal | null {
  if (text.trim() === '') return { refused: 'empty', field: 'text' };
  return text.trim().length > LONGEST_ASK
    ? { refused: 'too_long', field: 'text', limit: LONGEST_ASK }
    : null;
}

/** True when a refusal belongs beside the text rather than beneath the whole form. */
export function isOfText({ refused, field }: ShopperRefusal): boolean {
  return refused === 'empty' || refused === 'too_long' || field === 'text';
}

/** The value of the field an event comes from. */
export function writtenIn({ currentTarget }: Event): string {
  return currentTarget !== null && 'value' in currentTarget ? String(currentTarget.value) : '';
}

function number(value: number, { language }: Saying): string {
  return value.toLocaleString(language);
}
