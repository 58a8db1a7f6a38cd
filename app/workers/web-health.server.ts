import type { RequestHandler } from 'express';
import { readReadiness } from '#app/db/readiness.server.ts';
import { log } from '#app/log.server.ts';
import { renderMetrics } from '#app/workers/web-metrics.server.ts';

/** A worker that has not given a sign of life for this long is not counted as working. */
const WORKER_SILENT_AFTER_MS = 10_000;

/** /healthz: this process answers. Asks nobody, so that a slow database does not get every web process restarted. */
export const answerHealth: RequestHandler = (_request, response) => {
  response.setHeader('Cache-Control', 'no-store');
  response.type('text/plain').send('ok');
};

/**
 * /readyz: 200 when the database answers and carries this release's migrations, else 503. Queue age and workers are told, but do
 * not decide: pages and webhooks work without a worker.
 */
export const answerReadiness: RequestHandler = async (_request, response) => {
  response.setHeader('Cache-Control', 'no-store');
  try {
    const { queue, workers, pendingMigrations } = await readReadiness();
    const isReady = pendingMigrations.length === 0;
    response.status(isReady ? 200 : 503).json({
      ready: isReady,
      database: 'answers',
      pendingMigrations,
      queue: {
        jobsWaiting: queue.jobsWaiting,
        oldestJobSeconds: ageSeconds(queue.oldestRunAt),
        webhooksOpen: queue.inboxOpen,
        oldestWebhookReceivedAt: queue.oldestReceivedAt,
      },
      workers: workers.map((worker) => ({
        id: worker.id,
        alive: worker.beatAgeMs < WORKER_SILENT_AFTER_MS,
        beatAgeMs: worker.beatAgeMs,
        tickedThrough: worker.tickedThrough,
      })),
    });
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    response.status(503).json({ ready: false, database: 'does not answer' });
  }
};

/** /metrics: Prometheus text. Figures of the whole system, nothing of a single shop; keep it inside the network all the same. */
export const answerMetrics: RequestHandler = async (_request, response, next) => {
  try {
    const { contentType, text } = await renderMetrics();
    response.setHeader('Content-Type', contentType);
    response.send(text);
  } catch (error) {
    next(error);
  }
};

/** Jobs run on the machine's clock. */
function ageSeconds(since: Date | null): number | null {
  return since === null ? null : Math.max(0, Math.round((Date.now() - since.getTime()) / 1_000));
}
