import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { OrderBlock } from '#app/contracts/order-block.ts';
import { askRecheck, readOrderBlock } from './order-block-client.ts';

export type Shown =
  | { state: 'loading' }
  | { state: 'failed' }
  | { state: 'unknown' }
  | { state: 'read'; block: OrderBlock };

/**
 * How a recheck goes: `waiting` for Shopify to be read; `done` with what it changed; `slow` when it still waits after a while;
 * `refused` when it could not be asked for.
 */
export type Recheck =
  { state: 'idle' | 'waiting' | 'slow' | 'refused' } | { state: 'done'; changes: Change[] };

/** A parcel whose verdict a recheck changed; `from` null: it is new. */
export interface Change {
  id: string;
  number: string | null;
  from: string | null;
  to: string;
}

export const RECHECK_EVERY_MS = 2_000;
/** A minute; then the reader has other things to do. */
export const MOST_RECHECK_READS = 30;

/** What is known of an order, and reading it again. */
export function useOrderBlock(orderId: string, language: string) {
  const [shown, setShown] = useState<Shown>({ state: 'loading' });
  const [recheck, setRecheck] = useState<Recheck>({ state: 'idle' });
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
    },
    [],
  );

  const read = useCallback(async (): Promise<OrderBlock | null> => {
    const answer = await readOrderBlock(orderId, language);
    if (isGone.current) return null;
    if (answer.outcome === 'read') setShown({ state: 'read', block: answer.block });
    // What was read before stays on the page when a later reading fails.
    else setShown((before) => (before.state === 'read' ? before : { state: answer.outcome }));
    return answer.outcome === 'read' ? answer.block : null;
  }, [orderId, language]);

  const retry = useCallback(() => {
    setShown({ state: 'loading' });
    void read();
  }, [read]);

  useEffect(() => void read(), [read]);

  const start = useCallback(async () => {
    setRecheck({ state: 'waiting' });
    const before = shown.state === 'read' ? shown.block : null;
    if (!(await askRecheck(orderId))) {
      setRecheck({ state: 'refused' });
      return;
    }
    for (let reads = 0; reads < MOST_RECHECK_READS && !isGone.current; reads += 1) {
      await pause(RECHECK_EVERY_MS);
      const block = await read();
      if (block !== null && !block.isRechecking) {
        setRecheck({ state: 'done', changes: changesBetween(before, block) });
        return;
      }
    }
    setRecheck({ state: 'slow' });
  }, [orderId, read, shown]);

  return { shown, retry, recheck, start: () => void start() };
}

function changesBetween(before: OrderBlock | null, after: OrderBlock): Change[] {
  if (before === null) return [];
  const words = new Map(before.parcels.map(({ id, verdictText }) => [id, verdictText]));
  return after.parcels
    .filter(({ id, verdictText }) => words.get(id) !== verdictText)
    .map(({ id, number, verdictText }) => ({
      id,
      number,
      from: words.get(id) ?? null,
      to: verdictText,
    }));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
