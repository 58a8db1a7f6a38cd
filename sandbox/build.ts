import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Builds what browsers load (`build/`), unless it is newer than everything it is made of. */
export function buildIfStale(): void {
  if (!isBuildStale()) return;
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'ignore' });
}

function isBuildStale(): boolean {
  const built = path.join(ROOT, 'build', 'server', 'index.js');
  if (!existsSync(built)) return true;
  const builtAt = statSync(built).mtimeMs;
  const sources = ['app', 'extensions', 'verify'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.join(folder, file),
    ),
  );
  return [...sources, 'vite.config.ts', 'package.json'].some(
    (file) => statSync(path.join(ROOT, file)).mtimeMs > builtAt,
  );
}
