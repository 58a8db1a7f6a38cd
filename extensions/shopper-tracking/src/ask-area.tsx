import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReadShopperOrder } from '#app/contracts/read-order-metafield.ts';
import { MOST_OPEN_ASKS, type ShopperAsk } from '#app/contracts/shopper.ts';
import { AskForm } from './ask-form.tsx';
import { AskThread } from './ask-thread.tsx';
import type { OrderDoor } from './order-door.ts';
import { refusalWords } from './refusal-words.ts';
import { instantWords } from './say-times.ts';
import type { Saying } from './say.ts';
import type { Shipment } from './use-shipment.ts';

type SignedIn = NonNullable<ReadShopperOrder['signedIn']>;

/** What can be asked about a parcel and what was; for whoever is not signed in, the way to it. */
export function AskArea({
  parcelId,
  which,
  signIn,
  details,
  door,
  renew,
  saying,
}: Shipment & {
  parcelId: string;
  /** Its heading among several; null: it is the only one. */
  which: string | null;
}): JSX.Element | null {
  const { translate } = saying;
  const opening = which === null ? undefined : `${translate('ask.open')}: ${which}`;
  if (door === null) return null;
  switch (details.is) {
    case 'none':
    case 'unreachable':
      return null;
    case 'loading':
      // Of the same size as what will stand here.
      return (
        <s-button variant="secondary" disabled>
          {translate(signIn === null ? 'ask.open' : 'ask.signIn')}
        </s-button>
      );
    case 'read': {
      const { signedIn } = details.order;
      if (signedIn !== null) {
        return <SignedInArea {...{ parcelId, opening, signedIn, door, renew, saying }} />;
      }
      return signIn === null ? null : (
        <s-button
          variant="secondary"
          onClick={() => {
            // Closing the prompt is an answer too: the page stays as it is.
            void signIn().catch(() => undefined);
          }}
        >
          {translate('ask.signIn')}
        </s-button>
      );
    }
  }
}

function SignedInArea({
  parcelId,
  opening,
  signedIn,
  door,
  renew,
  saying,
}: Pick<Shipment, 'renew' | 'saying'> & {
  parcelId: string;
  /** The button's name where there are several parcels. */
  opening: string | undefined;
  signedIn: SignedIn;
  door: OrderDoor;
}): JSX.Element {
  const { translate } = saying;
  const [stage, setStage] = useState<'closed' | 'writing' | 'sent'>('closed');
  const asks = newestFirst(signedIn.asks.filter((ask) => ask.parcelId === parcelId));
  const openAsks = signedIn.asks.filter(
    ({ state, kind }) => state === 'open' && kind !== 'cancel',
  ).length;
  const due = instantWords(asks[0]?.dueAt ?? signedIn.answerBy, saying);
  return (
    <s-stack gap="base">
      {signedIn.canAsk && stage === 'writing' && (
        <AskForm
          answerBy={signedIn.answerBy}
          {...{ parcelId, door, saying }}
          onSent={(order) => {
            setStage('sent');
            renew(order);
          }}
          onClose={() => {
            setStage('closed');
          }}
        />
      )}
      {signedIn.canAsk && stage !== 'writing' && (
        <s-button
          variant="secondary"
          accessibilityLabel={opening}
          onClick={() => {
            setStage('writing');
          }}
        >
          {translate('ask.open')}
        </s-button>
      )}
      {!signedIn.canAsk && openAsks >= MOST_OPEN_ASKS && (
        <s-paragraph color="subdued">
          {refusalWords({ refused: 'too_many_open', limit: MOST_OPEN_ASKS }, saying)}
        </s-paragraph>
      )}
      {stage === 'sent' && due !== null && (
        <s-stack accessibilityRole="status">
          <s-text tone="success">{translate('ask.sent', { date: due })}</s-text>
        </s-stack>
      )}
      <Threads {...{ asks, door, renew, saying }} />
    </s-stack>
  );
}

/** Asks that belong to none of the parcels shown. */
export function OtherAsks({
  asks,
  door,
  renew,
  saying,
}: Shipment & { asks: readonly ShopperAsk[] }): JSX.Element | null {
  return door === null ? null : <Threads asks={newestFirst(asks)} {...{ door, renew, saying }} />;
}

function Threads({
  asks,
  door,
  renew,
  saying,
}: {
  asks: ShopperAsk[];
  door: OrderDoor;
  renew: Shipment['renew'];
  saying: Saying;
}): JSX.Element | null {
  if (asks.length === 0) return null;
  return (
    <s-stack gap="small-200">
      <s-heading>{saying.translate('ask.heading')}</s-heading>
      {asks.map((ask) => (
        <AskThread key={ask.askId} {...{ ask, door, renew, saying }} />
      ))}
    </s-stack>
  );
}

function newestFirst(asks: readonly ShopperAsk[]): ShopperAsk[] {
  return [...asks].sort((one, other) => other.askedAt.localeCompare(one.askedAt));
}
