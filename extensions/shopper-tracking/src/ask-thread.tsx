import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperAsk } from '#app/contracts/shopper.ts';
import { NotSent, useSending } from './ask-form.tsx';
import { isOfText, MessageField } from './message-field.tsx';
import type { OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { hasPassed, instantWords } from './say-times.ts';
import type { Saying } from './say.ts';

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
  const { translate } = saying;
  const [text, setText] = useState('');
  const { refusal, hasFailed, isSending, send } = useSending(door, onSent);
  return (
    <s-stack gap="small-200">
      <MessageField
        label={translate('ask.againLabel')}
        text={text}
        error={refusal !== null && isOfText(refusal) ? refusalWords(refusal, saying) : null}
        isDisabled={isSending}
        saying={saying}
        onText={setText}
      />
      <NotSent
        refusal={refusal !== null && !isOfText(refusal) ? refusal : null}
        {...{ hasFailed, saying }}
      />
      <s-stack direction="inline" gap="small-200">
        <s-button
          variant="primary"
          disabled={isSending}
          loading={isSending}
          onClick={() => {
            void send(text, (requestKey) => ({
              intent: 'write',
              requestKey,
              askId,
              text: text.trim(),
            }));
          }}
        >
          {translate('ask.send')}
        </s-button>
        <s-button variant="secondary" disabled={isSending} onClick={onClose}>
          {translate('ask.close')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
