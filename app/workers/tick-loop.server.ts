import { noteTickedThrough } from '#app/db/worker-heartbeats.server.ts';
import { log } from '#app/log.server.ts';
import { tickShops, tickHousekeeping } from '#app/services/tick-shops.server.ts';

const TICK_EVERY_MS = 2_000;
/** While work is being done the next look comes soon, so that "done up to now" is noted soon after it is true. */
const TICK_WHILE_BUSY_MS = 250;
const HOUSEKEEPING_EVERY_MS = 10 * 60_000;

export interface TickLoop {
  /** Ticks at once (the clock has jumped). */
  wake(): void;
  stop(): Promise<void>;
}

/** Queues what time makes due, every two seconds and at once when woken, and notes how far everything is done. */
export function startTicking({
  workerId,
  clock,
}: {
  workerId: string;
  clock: () => Date;
}): TickLoop {
  const end = new AbortController();
  let wakeUp: () => void = () => {};
  let housekeepingAt = 0;

  const tick = async (): Promise<boolean> => {
    const now = clock();
    const { settled } = await tickShops({ now });
    if (settled) await noteTickedThrough(workerId, now);
    if (Date.now() >= housekeepingAt) {
      housekeepingAt = Date.now() + HOUSEKEEPING_EVERY_MS;
      await tickHousekeeping();
    }
    return settled;
  };
  const loop = async () => {
    while (!end.signal.aborted) {
      const settled = await tick().catch((error: unknown) => {
        log.error(error, 'tick failed');
        return true;
      });
      if (end.signal.aborted) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, settled ? TICK_EVERY_MS : TICK_WHILE_BUSY_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const looping = loop();
  return {
    wake: () => wakeUp(),
    async stop() {
      end.abort();
      wakeUp();
      await looping;
    },
  };
}
