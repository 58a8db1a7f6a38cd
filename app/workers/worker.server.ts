import { closePool } from '#app/db/pool.server.ts';
import { runJobs } from '#app/jobs/run.server.ts';
import { log } from '#app/log.server.ts';
import { currentInstant, followClock } from '#app/services/clock.server.ts';
import { startTicking } from '#app/workers/tick-loop.server.ts';

const CONCURRENCY = 4;
/** After this the process ends whatever it holds: correctness does not depend on a good end. */
const LONGEST_GOODBYE_MS = 10_000;

/** The worker: jobs, and the tick that queues what time makes due. Ends well on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  let wake: () => void = () => {};
  await followClock(() => wake());
  const jobs = await runJobs({ concurrency: CONCURRENCY, clock: currentInstant });
  const ticks = startTicking({ workerId: jobs.workerId, clock: currentInstant });
  wake = () => ticks.wake();
  log.info({ workerId: jobs.workerId }, 'worker started');

  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
    await ticks.stop();
    await jobs.stop();
    await closePool();
    log.info('worker stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
}

await main();
