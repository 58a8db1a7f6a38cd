import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#tests/setup/database.ts';

const database = await testDatabase();
const admin = new Client({ connectionString: database.adminUrl });
beforeAll(() => admin.connect());
afterAll(() => admin.end());

const TYPES: Record<string, string> = {
  'String @db.Char(2)': 'character(2)',
  'String @db.Char(3)': 'character(3)',
  'String @db.Uuid': 'uuid',
  'DateTime @db.Timestamptz(6)': 'timestamp with time zone',
  'DateTime @db.Date': 'date',
  'Int @db.SmallInt': 'smallint',
  Int: 'integer',
  BigInt: 'bigint',
  String: 'text',
  Json: 'jsonb',
  Float: 'double precision',
  'String[]': 'text[]',
  'Int[]': 'integer[]',
  'Float[]': 'double precision[]',
  Boolean: 'boolean',
  Bytes: 'bytea',
};

/** `table.column type null|not null default|no default` for every field of schema.prisma. */
function columnsOfSchema(): string[] {
  const text = readFileSync('prisma/schema.prisma', 'utf8');
  return [...text.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '?';
    return [...body.matchAll(/^ {2}(\w+)\s+(\w+(?:\[\])?)(\??)(.*)$/gm)].map(
      ([, field, type, optional, rest = '']) => {
        const column = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field;
        const native = /@db\.\w+(\(\d+\))?/.exec(rest)?.[0];
        const sqlType = TYPES[native === undefined ? `${type}` : `${type} ${native}`] ?? '?';
        return `${table}.${column} ${sqlType} ${optional ? 'null' : 'not null'} ${rest.includes('@default') ? 'default' : 'no default'}`;
      },
    );
  });
}

async function columnsOfDatabase(): Promise<string[]> {
  const { rows } = await admin.query(
    `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else ' null' end
        || case when a.atthasdef or a.attidentity <> '' then ' default' else ' no default' end as line
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> '_prisma_migrations'`,
  );
  return rows.map((row) => String(row.line));
}

async function keysOfDatabase(): Promise<string[]> {
  const { rows } = await admin.query(
    `select c.relname || ' (' || string_agg(a.attname, ', ' order by k.place) || ')' as line
     from pg_index i join pg_class c on c.oid = i.indrelid
     cross join unnest(i.indkey) with ordinality k(number, place)
     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
     where i.indisprimary and c.relnamespace = 'public'::regnamespace and not c.relispartition
       and c.relname <> '_prisma_migrations'
     group by c.relname`,
  );
  return rows.map((row) => String(row.line));
}

function keysOfSchema(): string[] {
  const text = readFileSync('prisma/schema.prisma', 'utf8');
  return [...text.matchAll(/^model \w+ \{\n(.*?)^\}/gms)].map(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    const columnOf = (field: string) =>
      new RegExp(`^ {2}${field}\\s.*@map\\("(\\w+)"\\)`, 'm').exec(body)?.[1] ?? field;
    const single = /^ {2}(\w+)\s.*@id/m.exec(body)?.[1];
    const several = /@@id\(\[(.*?)\]\)/.exec(body)?.[1]?.split(', ');
    return `${table} (${(several ?? [single ?? '?']).map(columnOf).join(', ')})`;
  });
}

test('schema.prisma and the migrated database have the same columns', async () => {
  expect(columnsOfSchema().sort()).toEqual((await columnsOfDatabase()).sort());
});

test('schema.prisma and the migrated database have the same primary keys', async () => {
  expect(keysOfSchema().sort()).toEqual((await keysOfDatabase()).sort());
});
