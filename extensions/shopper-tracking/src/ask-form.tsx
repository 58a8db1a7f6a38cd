import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAction, ShopperRefusal } from '#app/contracts/shopper.ts';
import { isOfText, MessageField, textRefusal, writtenIn } from './message-field.tsx';
import type { ActionOutcome, OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import { onceSender } from './send-once.ts';

const KINDS = ['not_received', 'damaged', 'wrong_item', 'address', 'other'] as const;
type Kind = (typeof KINDS)[number];

/** What the shopper wants to say about a parcel, sent once. */
export function AskForm({
  parcelId,
  answerBy,
  door,
  saying,
  onSent,
  onClose,
}: {
  parcelId: string;
  /** When an ask written now would be answered; ISO. */
  answerBy: string;
  door: OrderDoor;
  saying: Saying;
  onSent: (order: ReadShopperOrder | null) => void;
  onClose: () => void;
}): JSX.Element {
  const { translate, language } = saying;
  const [kind, setKind] = useState<Kind | null>(null);
  const [isKindMissing, setIsKindMissing] = useState(false);
  const [text, setText] = useState('');
  const { refusal, hasFailed, isSending, send } = useSending(door, onSent);
  const date = instantWords(answerBy, saying);
  const isOfKind = refusal?.field === 'kind';
  const kindError = isKindMissing
    ? translate('ask.kindMissing')
    : isOfKind
      ? refusalWords(refusal, saying)
      : null;
  const sendAsk = () => {
    setIsKindMissing(kind === null);
    if (kind === null) return;
    void send(text, (requestKey) => ({
      intent: 'ask',
      requestKey,
      parcelId,
      kind,
      text: text.trim(),
      language,
    }));
  };
  return (
    <s-stack gap="base">
      <s-select
        label={translate('ask.kindLabel')}
        placeholder={translate('ask.kindChoose')}
        value={kind ?? ''}
        disabled={isSending}
        {...(kindError === null ? {} : { error: kindError })}
        onChange={(event) => {
          setKind(KINDS.find((known) => known === writtenIn(event)) ?? null);
          setIsKindMissing(false);
        }}
      >
        {KINDS.map((known) => (
          <s-option key={known} value={known}>
            {translate(`ask.kind.${known}`)}
          </s-option>
        ))}
      </s-select>
      <MessageField
        label={translate('ask.textLabel')}
        text={text}
        error={refusal !== null && isOfText(refusal) ? refusalWords(refusal, saying) : null}
        isDisabled={isSending}
        saying={saying}
        onText={setText}
      />
      {date !== null && (
        <s-paragraph color="subdued">{translate('ask.answerBy', { date })}</s-paragraph>
      )}
      <NotSent
        refusal={refusal !== null && !isOfKind && !isOfText(refusal) ? refusal : null}
        hasFailed={hasFailed}
        saying={saying}
      />
      <s-stack direction="inline" gap="small-200">
        <s-button variant="primary" disabled={isSending} loading={isSending} onClick={sendAsk}>
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
export function NotSent({
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

interface Sending {
  refusal: ShopperRefusal | null;
  /** Nobody can tell whether it arrived. */
  hasFailed: boolean;
  isSending: boolean;
  send: (text: string, action: (requestKey: string) => ShopperAction) => Promise<void>;
}

/** Sends a text once, after it was looked at here: what is empty or too long is not sent at all. */
export function useSending(
  door: OrderDoor,
  onSent: (order: ReadShopperOrder | null) => void,
): Sending {
  const [state, setState] = useState<Omit<Sending, 'send'>>(IDLE);
  const [sendOnce] = useState(onceSender);
  return {
    ...state,
    send: async (text, action) => {
      const refusal = textRefusal(text);
      if (refusal !== null) {
        setState({ ...IDLE, refusal });
        return;
      }
      setState({ ...IDLE, isSending: true });
      const outcome = await sendOnce(door, action);
      if (outcome === null) return;
      setState(stateAfter(outcome));
      if (outcome.is === 'done') onSent(outcome.order);
    },
  };
}

function stateAfter(outcome: ActionOutcome): Omit<Sending, 'send'> {
  switch (outcome.is) {
    case 'done':
      return IDLE;
    case 'refused':
      return { ...IDLE, refusal: outcome.refusal };
    case 'failed':
      return { ...IDLE, hasFailed: true };
  }
}

const IDLE = { refusal: null, hasFailed: false, isSending: false };
