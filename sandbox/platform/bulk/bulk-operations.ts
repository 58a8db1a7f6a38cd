import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { finished } from 'node:stream/promises';
import { gid, graphInstant } from '../formats.ts';
import type { BulkAnswer, BulkOperationNode, BulkPort, GraphContext } from '../graphql/context.ts';
import { runDocument } from '../graphql/execute-document.ts';
import { linesOf } from './jsonl.ts';
import { validateBulkQuery } from './validate-bulk-query.ts';
import type { BulkQuery } from './validate-bulk-query.ts';

export interface BulkHost {
  /** Where result files go. */
  directory: string;
  origin: string;
  now(): number;
  nextId(): number;
  /** A context with the app's present grants and no bulk walk. */
  context(): GraphContext;
  /** Line numbers (from 1) to cut in half. */
  malformedLines(): readonly number[];
  /** Called at every terminal state: topic bulk_operations/finish. */
  finished(operation: BulkOperationNode): void;
  /** Least time an operation takes, in ms of the machine's clock. */
  durationMs: number;
}

const MAX_CONCURRENT = 5;
const PAGE_SIZE = 250;
const RESULT_LIFETIME_MS = 7 * 24 * 3_600_000;

/** The bulk operations of one shop. */
export class BulkOperations implements BulkPort {
  #operations = new Map<string, BulkOperationNode>();
  #files = new Map<string, { path: string; expiresAt: number }>();
  #host: BulkHost;
  #running = new Set<Promise<void>>();

  constructor(host: BulkHost) {
    this.#host = host;
  }

  run(query: string, groupObjects: boolean): BulkAnswer {
    const validated = validateBulkQuery(query);
    if (!validated.ok) {
      return {
        bulkOperation: null,
        userErrors: validated.messages.map((message) => ({
          field: ['query'],
          message,
          code: 'INVALID',
        })),
      };
    }
    const active = this.list().filter((operation) => !isTerminal(operation));
    if (active.length >= MAX_CONCURRENT) {
      const ids = active.map((operation) => operation.id).join(', ');
      const message = `A bulk query operation for this app and shop is already in progress: ${ids}.`;
      return {
        bulkOperation: null,
        userErrors: [{ field: null, message, code: 'OPERATION_IN_PROGRESS' }],
      };
    }
    const operation: BulkOperationNode = {
      __typename: 'BulkOperation',
      id: gid('BulkOperation', this.#host.nextId()),
      status: 'CREATED',
      type: 'QUERY',
      errorCode: null,
      query,
      createdAt: graphInstant(this.#host.now()),
      completedAt: null,
      objectCount: '0',
      rootObjectCount: '0',
      fileSize: null,
      url: null,
      partialDataUrl: null,
    };
    this.#operations.set(operation.id, operation);
    const work = this.#execute(operation, validated.query, groupObjects);
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
    return { bulkOperation: { ...operation }, userErrors: [] };
  }

  cancel(id: string): BulkAnswer {
    const operation = this.#operations.get(id);
    if (operation === undefined) {
      const message = 'Bulk operation does not exist';
      return { bulkOperation: null, userErrors: [{ field: ['id'], message }] };
    }
    if (isTerminal(operation)) {
      const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
      return { bulkOperation: operation, userErrors: [{ field: null, message }] };
    }
    operation.status = 'CANCELING';
    return { bulkOperation: { ...operation }, userErrors: [] };
  }

  find(id: string): BulkOperationNode | null {
    return this.#operations.get(id) ?? null;
  }

  list(): BulkOperationNode[] {
    return [...this.#operations.values()];
  }

  /** The result file behind a numeric id; null when it never existed or its seven days are over. */
  file(numericId: number): string | null {
    const file = this.#files.get(gid('BulkOperation', numericId));
    return file === undefined || file.expiresAt <= this.#host.now() ? null : file.path;
  }

  /** Stops what runs, as at uninstall or shutdown. */
  async stop(): Promise<void> {
    for (const operation of this.list()) if (!isTerminal(operation)) operation.status = 'CANCELING';
    await Promise.all(this.#running);
  }

  async #execute(
    operation: BulkOperationNode,
    query: BulkQuery,
    groupObjects: boolean,
  ): Promise<void> {
    const { durationMs, directory, origin, now } = this.#host;
    const started = Date.now();
    await sleep(durationMs / 3);
    if (operation.status === 'CREATED') operation.status = 'RUNNING';
    const numericId = operation.id.slice(operation.id.lastIndexOf('/') + 1);
    const path = join(directory, `${numericId}.jsonl`);
    const stream = createWriteStream(path);
    try {
      await this.#write(operation, query, groupObjects, stream);
    } catch {
      operation.status = 'FAILED';
      operation.errorCode = 'INTERNAL_SERVER_ERROR';
    }
    stream.end();
    await finished(stream);
    await sleep(Math.max(0, durationMs - (Date.now() - started)));
    const fileSize = (await stat(path)).size;
    // No await from here on: a poll must not see COMPLETED without its file.
    operation.completedAt = graphInstant(now());
    if (operation.status === 'CANCELING') operation.status = 'CANCELED';
    if (operation.status === 'RUNNING') {
      operation.status = 'COMPLETED';
      if (fileSize > 0) {
        const expiresAt = now() + RESULT_LIFETIME_MS;
        this.#files.set(operation.id, { path, expiresAt });
        operation.fileSize = String(fileSize);
        operation.url = `${origin}/bulk/${numericId}.jsonl?Expires=${Math.floor(expiresAt / 1_000)}`;
      }
    }
    this.#host.finished(operation);
  }

  async #write(
    operation: BulkOperationNode,
    query: BulkQuery,
    groupObjects: boolean,
    stream: WriteStream,
  ): Promise<void> {
    const walk = { after: null, pageSize: PAGE_SIZE, done: true };
    const malformed = new Set(this.#host.malformedLines());
    let written = 0;
    let roots = 0;
    do {
      if (operation.status !== 'RUNNING') return;
      const context = { ...this.#host.context(), walk };
      const request = { variables: {}, operationName: null };
      const { data, errors } = await runDocument(query.document, context, request);
      if (errors?.some((error) => error.extensions['code'] === 'ACCESS_DENIED') && data == null) {
        operation.status = 'FAILED';
        operation.errorCode = 'ACCESS_DENIED';
        return;
      }
      const page = linesOf(data, query.connectionPaths, groupObjects);
      let text = '';
      for (const line of page.lines) {
        written += 1;
        text += `${malformed.has(written) ? line.slice(0, line.length / 2) : line}\n`;
      }
      roots += page.roots;
      operation.objectCount = String(written);
      operation.rootObjectCount = String(roots);
      if (!stream.write(text)) await once(stream, 'drain');
      await new Promise(setImmediate);
    } while (!walk.done);
  }
}

function isTerminal({ status }: BulkOperationNode): boolean {
  return (
    status === 'COMPLETED' || status === 'CANCELED' || status === 'FAILED' || status === 'EXPIRED'
  );
}
