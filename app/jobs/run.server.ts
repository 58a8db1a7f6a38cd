import { EventEmitter } from 'node:events';
import { Logger, run } from 'graphile-worker';
import type { Runner, Task, WorkerEvents } from 'graphile-worker';
import { connectionStrings } from '#app/db/database-urls.server.ts';
import { beat, freeDeadWorkers, signOff } from '#app/db/worker-heartbeats.server.ts';
import { noteError } from '#app/db/sync-state.server.ts';
import { withShopSql } from '#app/db/with-shop.server.ts';
import { AGAIN, JOB_NAMES, jobPayload } from '#app/jobs/contracts.ts';
import type { JobName, Step } from '#app/jobs/contracts.ts';
import { enqueue } from '#app/jobs/enqueue.server.ts';
import { HANDLERS } from '#app/jobs/handlers/handlers.server.ts';
import { log } from '#app/log.server.ts';

const BEAT_EVERY_MS = 1_000;
const POLL_EVERY_MS = 500;
/** What the heartbeat tells an operator: which process it is. */
const KIND = `worker ${process.pid}`;
/** A job gives its place up after this long and queues again, so that other shops get their turn. */
const TURN_MS = 1_500;

export interface RunningJobs {
  /** This worker's id in the queue's locks and in the heartbeat table. */
  workerId: string;
  /** Lets running slices end and takes no new ones. */
  stop(): Promise<void>;
}

/**
 * Runs jobs until stopped. The queue itself would leave a killed worker's jobs locked for four hours, so every worker
 * beats once a second, and every worker frees what those hold that have gone silent: at start and once a second.
 */
export async function runJobs(options: {
  concurrency: number;
  clock: () => Date;
}): Promise<RunningJobs> {
  let stopping = false;
  let workerId: string | undefined;
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    workerId = workerPool.id;
  });
  await freeDeadWorkers();
  const runner: Runner = await run({
    connectionString: (await connectionStrings()).runtimeUrl,
    maxPoolSize: options.concurrency + 2,
    concurrency: options.concurrency,
    pollInterval: POLL_EVERY_MS,
    noHandleSignals: true,
    taskList: taskList({ clock: options.clock, isStopping: () => stopping }),
    events,
    logger: quietLogger,
  });
  if (workerId === undefined) throw new Error('The job runner did not name its pool');
  const id = workerId;
  await beat(id, KIND);
  const beating = setInterval(() => void keepAlive(id), BEAT_EVERY_MS);
  return {
    workerId: id,
    async stop() {
      stopping = true;
      await runner.stop();
      clearInterval(beating);
      await signOff(id);
    },
  };
}

async function keepAlive(workerId: string): Promise<void> {
  try {
    await beat(workerId, KIND);
    const dead = await freeDeadWorkers();
    if (dead.length > 0) log.warn({ dead }, 'freed the jobs of workers that went silent');
  } catch (error) {
    log.error(error, 'heartbeat failed');
  }
}

interface Turn {
  clock: () => Date;
  isStopping: () => boolean;
}

function taskList(turn: Turn): Record<string, Task> {
  return Object.fromEntries(JOB_NAMES.map((name) => [name, taskOf(name, turn)]));
}

/**
 * Makes a queue task of a handler: parses the payload, repeats slices for one turn, and queues the rest. The job is
 * finished only after the rest is queued, so a kill in between repeats a slice and loses nothing.
 */
function taskOf(name: JobName, turn: Turn): Task {
  return async (raw) => {
    const { shopId } = jobPayload.parse(raw);
    const endsAt = Date.now() + TURN_MS;
    let step: Step = AGAIN;
    try {
      do step = await HANDLERS[name]({ shopId, now: turn.clock() });
      while (isAtOnce(step) && Date.now() < endsAt && !turn.isStopping());
    } catch (error) {
      log.error({ job: name, shopId, err: error }, 'job failed and will be tried again');
      const message = error instanceof Error ? error.message : String(error);
      await withShopSql(shopId, (sql) =>
        noteError(sql, shopId, { message: `${name}: ${message}`, now: turn.clock() }),
      ).catch(() => {});
      throw error;
    }
    if (step.kind === 'done') return;
    const { delayMs } = step;
    await withShopSql(shopId, (sql) => enqueue(sql, name, { shopId }, { delayMs }));
  };
}

function isAtOnce(step: Step): boolean {
  return step.kind === 'again' && step.delayMs === 0;
}

/** Failures are logged where they stop (above); the queue's own chatter would log each a second time. */
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' && !message.startsWith('Failed task')) log.error(message);
});
