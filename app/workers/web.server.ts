import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler } from 'express';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.server.ts';
import { closePool, runtimePool } from '#app/db/pool.server.ts';
import { followClock } from '#app/services/clock.server.ts';
import { answerHealth, answerMetrics, answerReadiness } from '#app/workers/web-health.server.ts';
import { measureRequests } from '#app/workers/web-metrics.server.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const BUILD = path.join(ROOT, 'build', 'server', 'index.js');
const CLIENT_FILES = path.join(ROOT, 'build', 'client');
/** Longer than a load balancer keeps its connections (60 s), so that it closes them, not we under its feet. */
const KEEP_ALIVE_MS = 65_000;
const REQUEST_TIMEOUT_MS = 30_000;
const SHUTDOWN_MS = 10_000;

/** The web process: health, metrics, static files, and the Remix build for the rest. Bodies are left unread: webhooks sign raw bytes. */
export function webApp(build: ServerBuild): Express {
  const app = express();
  app.disable('x-powered-by');
  // The host and protocol a reverse proxy on a private network names are believed; those of a stranger are not.
  app.set('trust proxy', ['loopback', 'linklocal', 'uniquelocal']);
  app.get('/healthz', answerHealth);
  app.get('/readyz', answerReadiness);
  app.get('/metrics', answerMetrics);
  app.use(measureRequests);
  app.use(securityHeaders);
  app.use(compression());
  // Asset names carry a hash of their content.
  app.use(
    '/assets',
    express.static(path.join(CLIENT_FILES, 'assets'), { immutable: true, maxAge: '1y' }),
  );
  app.use(express.static(CLIENT_FILES, { maxAge: '1h' }));
  const getLoadContext = ({ ip }: Request) => ({ address: ip });
  app.all('*', createRequestHandler({ build, mode: 'production', getLoadContext }));
  app.use(lastResort);
  return app;
}

/** Starts listening; port 0 takes any free one. Resolves with the server once it accepts connections. */
export async function startWeb(port: number): Promise<Server> {
  // Read before the next line changes what it would say.
  env();
  // React chooses its build by this variable when it is loaded; the slow one is for nobody here.
  process.env.NODE_ENV = 'production';
  await followClock();
  // Opened before the first request, so that it does not pay for starting the development database.
  await runtimePool();
  const build: ServerBuild = await import(pathToFileURL(BUILD).href);
  const server = webApp(build).listen(port);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return server;
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Addresses of the embedded app carry a session token: no other site may learn more than the origin.
  response.setHeader('Referrer-Policy', 'strict-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  if (env().NODE_ENV === 'production') {
    response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  }
  next();
};

const lastResort: ErrorRequestHandler = (error, request, response, next) => {
  log.error(
    { err: error, method: request.method, path: request.path },
    'request failed outside Remix',
  );
  if (response.headersSent) {
    next(error);
    return;
  }
  response.status(500).type('text/plain').send('This page could not be shown.');
};

/** Stops taking requests, lets running ones end, closes the pool. Nothing depends on it: a kill is as safe. */
async function stop(server: Server): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(force);
  await closePool();
}

function portOf(address: string | AddressInfo | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startWeb(env().PORT);
  log.info({ port: portOf(server.address()) }, 'web listens');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void stop(server).then(() => process.exit(0));
    });
  }
}
