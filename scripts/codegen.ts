/**
 * Writes `app/shopify/generated/documents.ts` from the documents in `app/shopify/documents/` (`npm run codegen`): types and one
 * typed document per operation, validated against the project's API version. The file is committed; a test compares.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildClientSchema, parse, printSchema } from 'graphql';
import type { DocumentNode, GraphQLSchema, IntrospectionQuery } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { readSchema } from './fetch-schema.ts';
import type { SchemaVersion } from './fetch-schema.ts';

/** The version every request names. */
export const API_VERSION = '2026-10' satisfies SchemaVersion;

const documentsFolder = fileURLToPath(new URL('../app/shopify/documents/', import.meta.url));
const generatedFile = fileURLToPath(
  new URL('../app/shopify/generated/documents.ts', import.meta.url),
);

export interface SourceDocument {
  location: string;
  document: DocumentNode;
}

/** Every document of the app, by file name. */
export async function readDocuments(): Promise<SourceDocument[]> {
  const names = (await readdir(documentsFolder)).filter((name) => name.endsWith('.graphql'));
  return Promise.all(
    names.sort().map(async (name) => ({
      location: name,
      document: parse(await readFile(path.join(documentsFolder, name), 'utf8')),
    })),
  );
}

/** The published schema of one API version. */
export async function loadSchema(version: SchemaVersion): Promise<GraphQLSchema> {
  const content = await readSchema(version);
  if (!isIntrospection(content))
    throw new Error(`The schema file of ${version} is not introspection JSON`);
  return buildClientSchema(content.data, { assumeValid: true });
}

/** What the generated file must contain now. */
async function generate(): Promise<string> {
  const schema = await loadSchema(API_VERSION);
  const code = await codegen({
    filename: generatedFile,
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: await readDocuments(),
    config: {
      enumType: 'string-literal',
      disableDescriptions: true,
      // A value that a later version adds must not look impossible to the compiler.
      futureProofEnums: true,
      useTypeImports: true,
      defaultScalarType: 'unknown',
      immutableTypes: true,
      avoidOptionals: { field: true },
      scalars: {
        ID: 'string',
        DateTime: 'string',
        Decimal: 'string',
        URL: 'string',
        UnsignedInt64: 'string',
      },
    },
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
  });
  const header =
    '// Written by scripts/codegen.ts from app/shopify/documents; run `npm run codegen` instead of editing.\n';
  return format(header + code, { ...(await resolveConfig(generatedFile)), parser: 'typescript' });
}

function isIntrospection(content: unknown): content is { data: IntrospectionQuery } {
  return (
    typeof content === 'object' &&
    content !== null &&
    'data' in content &&
    typeof content.data === 'object' &&
    content.data !== null &&
    '__schema' in content.data
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await generate();
  if (process.argv.includes('--check')) {
    const committed = await readFile(generatedFile, 'utf8').catch(() => '');
    if (committed !== code) {
      console.error('app/shopify/generated is not what the documents give now: npm run codegen');
      process.exitCode = 1;
    }
  } else {
    await mkdir(path.dirname(generatedFile), { recursive: true });
    await writeFile(generatedFile, code);
    console.log(path.relative(process.cwd(), generatedFile));
  }
}
