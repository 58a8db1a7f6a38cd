import type { RequestHandler } from 'express';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { readReadiness } from '#app/db/readiness.server.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requestSeconds = new Histogram({
  name: 'lastscan_http_request_seconds',
  help: 'Time from the first byte read to the last byte handed over, by kind of address and status class',
  labelNames: ['kind', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
});
const jobsWaiting = new Gauge({
  name: 'lastscan_jobs_waiting',
  help: 'Jobs that could run now',
  registers: [registry],
});
const oldestJob = new Gauge({
  name: 'lastscan_oldest_job_seconds',
  help: 'Age of the oldest job that could run now; 0 = none waits',
  registers: [registry],
});
const inboxOpen = new Gauge({
  name: 'lastscan_webhooks_open',
  help: 'Webhooks stored and not yet worked off',
  registers: [registry],
});
const workerBeat = new Gauge({
  name: 'lastscan_worker_beat_age_seconds',
  help: 'Time since a worker gave a sign of life',
  labelNames: ['worker'],
  registers: [registry],
});

/** Times every request. Labels are few and fixed: a path may hold a parcel's id. */
export const measureRequests: RequestHandler = (request, response, next) => {
  const stop = requestSeconds.startTimer({ kind: kindOf(request.path) });
  response.once('finish', () => stop({ status: `${Math.floor(response.statusCode / 100)}xx` }));
  next();
};

/** The current figures; those of the database are missing while it does not answer. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
  try {
    const { queue, workers } = await readReadiness();
    jobsWaiting.set(queue.jobsWaiting);
    oldestJob.set(
      queue.oldestRunAt === null ? 0 : (Date.now() - queue.oldestRunAt.getTime()) / 1_000,
    );
    inboxOpen.set(queue.inboxOpen);
    workerBeat.reset();
    for (const worker of workers) workerBeat.set({ worker: worker.id }, worker.beatAgeMs / 1_000);
  } catch {
    for (const gauge of [jobsWaiting, oldestJob, inboxOpen, workerBeat]) gauge.reset();
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}

function kindOf(path: string): string {
  if (path === '/webhooks') return 'webhook';
  if (path.startsWith('/assets/')) return 'asset';
  if (path.endsWith('.data')) return 'data';
  if (path.startsWith('/app')) return 'page';
  return 'other';
}
