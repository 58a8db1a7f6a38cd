import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAsk } from '#app/contracts/shopper.ts';
import { isOfText, MessageField } from './message-field.tsx';
import type { OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { hasPassed, instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import { SendOrClose } from './send-or-close.tsx';
import { useSending } from './use-sending.ts';

/** One ask with everything written to it, and while it is not closed a way to add to it. */
export function AskThread({
  ask,
  door,
  renew,
  saying,
}: {
  ask: ShopperAsk;
  door: OrderDoor;
  renew: (order: ReadShopperOrder | null) => void;
  saying: Saying;
}): JSX.Element {
  const { translate } = saying;
  const [isWriting, setIsWriting] = useState(false);
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="small-200">
        <s-text type="strong">{translate(`ask.kind.${ask.kind}`)}</s-text>
        <s-text color="subdued">{stateWords(ask, saying)}</s-text>
        {ask.messages.map(({ author, text, at }) => (
          <s-stack key={`${at} ${author}`} gap="small-500">
            <s-text type="small" color="subdued">
              {translate(author === 'staff' ? 'ask.shop' : 'ask.you', {
                date: instantWords(at, saying) ?? '',
              })}
            </s-text>
            {linesOf(text ?? translate('ask.erased')).map((line, index) => (
              // Lines of a text that never changes.
              <s-paragraph key={index}>{line}</s-paragraph>
            ))}
          </s-stack>
        ))}
        {ask.state !== 'closed' && !isWriting && (
          <s-button
            variant="secondary"
            onClick={() => {
              setIsWriting(true);
            }}
          >
            {translate('ask.again')}
          </s-button>
        )}
        {ask.state !== 'closed' && isWriting && (
          <WriteAgain
            askId={ask.askId}
            {...{ door, saying }}
            onSent={(order) => {
              setIsWriting(false);
              renew(order);
            }}
            onClose={() => {
              setIsWriting(false);
            }}
          />
        )}
      </s-stack>
    </s-box>
  );
}

/** A text as it was set in lines; empty ones only part them. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== '');
}

function stateWords({ state, dueAt }: ShopperAsk, saying: Saying): string {
  const date = instantWords(dueAt, saying) ?? '';
  const isOverdue = state === 'open' && hasPassed(dueAt, saying);
  return saying.translate(`ask.state.${isOverdue ? 'overdue' : state}`, { date });
}

function WriteAgain({
  askId,
  door,
  saying,
  onSent,
  onClose,
}: {
  askId: string;
  door: OrderDoor;
  saying: Saying;
  onSent: (order: ReadShopperOrder | null) => void;
  onClose: () => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const { refusal, hasFailed, isSending, send } = useSending(door, onSent);
  const isTextRefused = refusal !== null && isOfText(refusal);
  return (
    <s-stack gap="small-200">
      <MessageField
        label={saying.translate('ask.againLabel')}
        text={text}
        error={isTextRefused ? refusalWords(refusal, saying) : null}
        isDisabled={isSending}
        saying={saying}
        onText={setText}
      />
      <SendOrClose
        refusal={isTextRefused ? null : refusal}
        {...{ hasFailed, isSending, saying, onClose }}
        onSend={() => {
          const written = { askId, text: text.trim() };
          void send(text, (requestKey) => ({ intent: 'write', requestKey, ...written }));
        }}
      />
    </s-stack>
  );
}
