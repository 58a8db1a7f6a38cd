import type { TestProject } from 'vitest/node';
import { ensureTemplate } from '#tests/setup/template-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser connection of the test server; the database name is replaced by each clone's. */
    testServerUrls: { runtimeUrl: string; ownerUrl: string; adminUrl: string };
    testTemplate: string;
  }
}

/** Once per run: starts or adopts the embedded server and builds the template that each test file clones. */
export default async function setup(project: TestProject): Promise<void> {
  const { server, template } = await ensureTemplate();
  project.provide('testServerUrls', server.urlsOf('postgres'));
  project.provide('testTemplate', template);
}
