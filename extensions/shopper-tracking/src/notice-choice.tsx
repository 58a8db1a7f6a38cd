import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import type { ShopperNotice, ShopperRefusal } from '#app/contracts/shopper.ts';
import { sendAction, type OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { dayWords } from './say-times.ts';
import { joined, type Saying } from './say.ts';

type Stage =
  | { is: 'choosing' }
  | { is: 'confirming' }
  | { is: 'sending'; answer: 'accepted' | 'cancelled' }
  | { is: 'refused'; refusal: ShopperRefusal }
  | { is: 'failed' };

/** A notice of delay: what it says, both answers with what they mean, and what was answered. */
export function NoticeChoice({
  notice,
  door,
  onAnswered,
  saying,
}: {
  notice: ShopperNotice;
  door: OrderDoor;
  /** The notice as answered, and the order as it is then. */
  onAnswered: (notice: ShopperNotice, order: ReadShopperOrder | null) => void;
  saying: Saying;
}): JSX.Element {
  const { translate, language } = saying;
  const { noticeId, answer } = notice;
  const [stage, setStage] = useState<Stage>({ is: 'choosing' });
  const send = async (chosen: 'accepted' | 'cancelled') => {
    setStage({ is: 'sending', answer: chosen });
    const outcome = await sendAction(door, {
      intent: 'answer_notice',
      noticeId,
      answer: chosen,
      language,
    });
    if (outcome.is === 'done') onAnswered({ ...notice, answer: chosen }, outcome.order);
    else setStage(outcome);
  };
  return (
    <s-banner tone={answer === 'none' ? 'warning' : 'info'} heading={translate('notice.heading')}>
      <s-stack gap="small-200">
        <s-paragraph>{toldWords(notice, saying)}</s-paragraph>
        {answer === 'none' ? (
          <Choice {...{ stage, setStage, send, saying }} />
        ) : (
          <s-stack accessibilityRole="status">
            <s-text type="strong">{translate(`notice.${answer}`)}</s-text>
          </s-stack>
        )}
      </s-stack>
    </s-banner>
  );
}

function toldWords({ sentAt, newShipBy }: ShopperNotice, saying: Saying): string {
  const { translate } = saying;
  const date = newShipBy === null ? null : dayWords(newShipBy, saying);
  const told = translate('notice.told', { sent: dayWords(sentAt, saying) ?? '' });
  const when = date === null ? translate('notice.noDate') : translate('notice.shipBy', { date });
  return joined([told, when], saying.language);
}

function Choice({
  stage,
  setStage,
  send,
  saying,
}: {
  stage: Stage;
  setStage: (stage: Stage) => void;
  send: (answer: 'accepted' | 'cancelled') => Promise<void>;
  saying: Saying;
}): JSX.Element {
  const { translate } = saying;
  const isSending = stage.is === 'sending';
  const isCancelling = stage.is === 'confirming' || (isSending && stage.answer === 'cancelled');
  if (isCancelling) {
    return (
      <s-stack gap="small-200">
        <s-paragraph>{translate('notice.confirm')}</s-paragraph>
        <s-stack direction="inline" gap="small-200">
          <s-button
            variant="primary"
            disabled={isSending}
            loading={isSending}
            onClick={() => {
              void send('cancelled');
            }}
          >
            {translate('notice.confirmYes')}
          </s-button>
          <s-button
            variant="secondary"
            disabled={isSending}
            onClick={() => {
              setStage({ is: 'choosing' });
            }}
          >
            {translate('notice.confirmNo')}
          </s-button>
        </s-stack>
      </s-stack>
    );
  }
  return (
    <s-stack gap="small-200">
      <s-paragraph>{translate('notice.choose')}</s-paragraph>
      <s-paragraph>{translate('notice.waitMeans')}</s-paragraph>
      <s-paragraph>{translate('notice.cancelMeans')}</s-paragraph>
      {(stage.is === 'refused' || stage.is === 'failed') && (
        <s-stack accessibilityRole="alert">
          <s-text tone="critical">
            {stage.is === 'refused'
              ? refusalWords(stage.refusal, saying)
              : translate('notice.failed')}
          </s-text>
        </s-stack>
      )}
      <s-stack direction="inline" gap="small-200">
        <s-button
          variant="secondary"
          disabled={isSending}
          loading={isSending}
          onClick={() => {
            void send('accepted');
          }}
        >
          {translate('notice.wait')}
        </s-button>
        <s-button
          variant="secondary"
          disabled={isSending}
          onClick={() => {
            setStage({ is: 'confirming' });
          }}
        >
          {translate('notice.cancel')}
        </s-button>
      </s-stack>
    </s-stack>
  );
}
