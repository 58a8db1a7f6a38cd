import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** What Shopify signs with for the app of this machine: its webhooks and its tokens. */
export const SECRET = 'lastscan-local-client-secret';
const ROOT = path.resolve(import.meta.dirname, '..');
/** Where its port is told is near the beginning of what a process says. */
const MOST_READ_CHARACTERS = 100_000;

/** Starts the real web process over the last build (or a first one) and resolves with its port once it listens. */
export async function startWeb(urls: {
  runtimeUrl: string;
  ownerUrl: string;
}): Promise<{ port: number; stop: () => void }> {
  if (!existsSync(path.join(ROOT, 'build', 'server', 'index.js'))) {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  }
  const child = spawn(process.execPath, [path.join(ROOT, 'app/workers/web.server.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      LOG_LEVEL: 'info',
      PORT: '0',
      SHOPIFY_API_SECRET: SECRET,
      DATABASE_URL: urls.runtimeUrl,
      DATABASE_MIGRATION_URL: urls.ownerUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (said.length > MOST_READ_CHARACTERS) return;
      said += chunk.toString();
      const found = /"port":(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`The web process ended with ${code}`)));
  });
  return { port, stop: () => void child.kill('SIGKILL') };
}
