import { writeFileSync } from 'node:fs';
import { Client } from 'pg';
import { z } from 'zod';
import { connectionStrings } from '#app/db/database-urls.server.ts';

// `npm run db:schema`: writes prisma/schema.prisma from the migrated database, then run `npm run generate`.
// (`prisma db pull` would need an engine binary.)

const HEAD = `// Written by \`npm run db:schema\` from the migrated database; a test holds it against the migrations. Those are the
// truth and are written by hand: row-level security, partial indexes, triggers and functions have no words here.

generator client {
  provider   = "prisma-client-js"
  engineType = "client"
}

datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}
`;

const TYPES: Record<string, string> = {
  text: 'String',
  integer: 'Int',
  bigint: 'BigInt',
  smallint: 'Int @db.SmallInt',
  jsonb: 'Json',
  'timestamp with time zone': 'DateTime @db.Timestamptz(6)',
  date: 'DateTime @db.Date',
  uuid: 'String @db.Uuid',
  bytea: 'Bytes',
  'double precision': 'Float',
  'text[]': 'String[]',
  'integer[]': 'Int[]',
  'double precision[]': 'Float[]',
  boolean: 'Boolean',
  'character(2)': 'String @db.Char(2)',
  'character(3)': 'String @db.Char(3)',
};

const columnSchema = z.object({
  table: z.string(),
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  identity: z.boolean(),
  default: z.string().nullable(),
});
type Column = z.infer<typeof columnSchema>;
const keySchema = z.object({
  table: z.string(),
  primary: z.boolean(),
  columns: z.array(z.string()),
});
type Key = z.infer<typeof keySchema>;

const { ownerUrl } = await connectionStrings();
const client = new Client({ connectionString: ownerUrl });
await client.connect();
const columns = z.array(columnSchema).parse((await client.query(columnsQuery())).rows);
const keys = z.array(keySchema).parse((await client.query(keysQuery())).rows);
await client.end();
const tables = [...new Set(columns.map(({ table }) => table))];
writeFileSync('prisma/schema.prisma', [HEAD, ...tables.map(modelOf)].join('\n'));

function modelOf(table: string): string {
  const own = keys.filter((key) => key.table === table);
  const fields = columns
    .filter((column) => column.table === table)
    .map((column) => `  ${fieldOf(column, own)}`);
  const wide = own
    .filter((key) => key.columns.length > 1)
    .map((key) => `  @@${key.primary ? 'id' : 'unique'}([${key.columns.map(camel).join(', ')}])`);
  return [
    `model ${pascal(singular(table))} {`,
    ...fields,
    '',
    ...wide,
    `  @@map("${table}")`,
    '}\n',
  ].join('\n');
}

function fieldOf(column: Column, own: Key[]): string {
  const [type, native] = (TYPES[column.type] ?? `Unsupported("${column.type}")`).split(' ');
  const single = own.find((key) => key.columns.length === 1 && key.columns[0] === column.name);
  const field = camel(column.name);
  return [
    `${field} ${type}${column.required ? '' : '?'}`,
    single && (single.primary ? '@id' : '@unique'),
    defaultOf(column),
    field === column.name ? undefined : `@map("${column.name}")`,
    native,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

function defaultOf({ identity, default: expression }: Column): string | undefined {
  if (identity) return '@default(autoincrement())';
  if (expression === null) return undefined;
  const text = /^'(.*)'::\w+$/.exec(expression)?.[1];
  if (text !== undefined) return `@default(${JSON.stringify(text)})`;
  return /^(\d+|true|false)$/.test(expression)
    ? `@default(${expression})`
    : `@default(dbgenerated("${expression}"))`;
}

function singular(table: string): string {
  return table === 'shop_settings'
    ? table
    : table
        .replace(/ies$/, 'y')
        .replace(/xes$/, 'x')
        .replace(/(?<!s)s$/, '');
}
function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
function pascal(name: string): string {
  return camel(`_${name}`);
}

function columnsQuery(): string {
  return `select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, a.attidentity <> '' as identity, pg_get_expr(d.adbin, d.adrelid) as default
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ownTables()} order by c.oid, a.attnum`;
}

function keysQuery(): string {
  return `select c.relname as table, i.indisprimary as primary,
      array_agg(a.attname::text order by k.place) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid
    cross join unnest(i.indkey) with ordinality k(number, place)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where i.indisunique and i.indpred is null and ${ownTables()} group by c.relname, i.indexrelid, i.indisprimary
    order by i.indexrelid`;
}

function ownTables(): string {
  return `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> '_prisma_migrations'`;
}
