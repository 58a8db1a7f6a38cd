import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// `npm run generate`: writes Prisma's client from prisma/schema.prisma. The client needs no engine binary
// (engineType = "client"), but Prisma's command line downloads two unless it is told where they are: any existing
// executable will do. Also runs after each install; without the development package `prisma` it does nothing.
const require = createRequire(import.meta.url);
let prisma;
try {
  prisma = require.resolve('prisma/build/index.js');
} catch {
  console.log('prisma is not installed: the client is left as it is.');
  process.exit(0);
}
if (!existsSync('prisma/schema.prisma')) process.exit(0);
const steps = process.argv.includes('--format')
  ? [['format'], ['generate', '--no-hints']]
  : [['generate', '--no-hints']];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, [prisma, ...step], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_QUERY_ENGINE_LIBRARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (status !== 0) process.exit(status ?? 1);
}
