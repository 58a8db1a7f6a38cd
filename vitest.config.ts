import { defineConfig } from 'vitest/config';

/** As many as the smallest machine these run on has cores; database tests share one server besides. */
const MAX_WORKERS = 2;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          // Depends on its arguments alone, by law: no file can leave anything behind for the next.
          name: 'domain',
          include: ['app/domain/**/*.test.ts'],
          isolate: false,
          maxWorkers: MAX_WORKERS,
        },
      },
      {
        test: {
          name: 'unit',
          include: [
            'app/!(domain)/**/*.test.ts',
            'app/*.test.ts',
            'sandbox/**/*.test.ts',
            'bench/**/*.test.ts',
            'scripts/**/*.test.ts',
            'verify/**/*.test.ts',
          ],
          maxWorkers: MAX_WORKERS,
        },
      },
      {
        test: {
          // What is deployed to Shopify's own pages, rendered by Shopify's tester.
          name: 'extensions',
          include: ['extensions/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          maxWorkers: MAX_WORKERS,
          // The tester is published as JSX that Node does not read by itself.
          server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/setup/global.ts'],
          pool: 'forks',
          maxWorkers: MAX_WORKERS,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/setup.ts'],
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          expect: { poll: { timeout: 15_000, interval: 250 } },
        },
      },
    ],
  },
});
