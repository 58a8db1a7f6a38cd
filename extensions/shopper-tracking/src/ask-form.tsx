import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import { isOfText, MessageField, writtenIn } from './message-field.tsx';
import type { OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import { SendOrClose } from './send-or-close.tsx';
import { useSending } from './use-sending.ts';

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
  const words = refusal === null ? null : refusalWords(refusal, saying);
  const ofField = refusal === null ? null : isOfText(refusal) ? 'text' : (refusal.field ?? null);
  const date = instantWords(answerBy, saying);
  const onSend = () => {
    setIsKindMissing(kind === null);
    if (kind === null) return;
    const asked = { parcelId, kind, text: text.trim(), language };
    void send(text, (requestKey) => ({ intent: 'ask', requestKey, ...asked }));
  };
  return (
    <s-stack gap="base">
      <KindField
        kind={kind}
        error={isKindMissing ? translate('ask.kindMissing') : ofField === 'kind' ? words : null}
        isDisabled={isSending}
        saying={saying}
        onKind={(chosen) => {
          setKind(chosen);
          setIsKindMissing(false);
        }}
      />
      <MessageField
        label={translate('ask.textLabel')}
        text={text}
        error={ofField === 'text' ? words : null}
        isDisabled={isSending}
        saying={saying}
        onText={setText}
      />
      {date !== null && (
        <s-paragraph color="subdued">{translate('ask.answerBy', { date })}</s-paragraph>
      )}
      <SendOrClose
        refusal={ofField === 'text' || ofField === 'kind' ? null : refusal}
        {...{ hasFailed, isSending, saying, onSend, onClose }}
      />
    </s-stack>
  );
}

/** Nothing is presumed: what is chosen is what the shopper means. */
function KindField({
  kind,
  error,
  isDisabled,
  saying: { translate },
  onKind,
}: {
  kind: Kind | null;
  error: string | null;
  isDisabled: boolean;
  saying: Saying;
  onKind: (kind: Kind | null) => void;
}): JSX.Element {
  return (
    <s-select
      label={translate('ask.kindLabel')}
      value={kind ?? ''}
      disabled={isDisabled}
      {...(error === null ? {} : { error })}
      onChange={(event) => {
        onKind(KINDS.find((known) => known === writtenIn(event)) ?? null);
      }}
    >
      <s-option value="">{translate('ask.kindChoose')}</s-option>
      {KINDS.map((known) => (
        <s-option key={known} value={known}>
          {translate(`ask.kind.${known}`)}
        </s-option>
      ))}
    </s-select>
  );
}
