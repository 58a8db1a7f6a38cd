/**
 * Turns a page of results into result lines: each connection node is a line of its own, nested ones carry
 * `__parentId`; lists stay embedded in their owner's line.
 */
export function linesOf(
  data: unknown,
  connectionPaths: ReadonlySet<string>,
  groupObjects: boolean,
): { lines: string[]; roots: number } {
  const found: Line[] = [];
  collect(data, '', null, 0, connectionPaths, found);
  // Without grouping, Shopify promises no more than parents before children: levels are kept apart on purpose.
  const ordered = groupObjects ? found : found.toSorted((a, b) => a.level - b.level);
  return {
    lines: ordered.map((line) => JSON.stringify(line.node)),
    roots: found.filter((line) => line.level === 1).length,
  };
}

interface Line {
  level: number;
  node: Record<string, unknown>;
}

/** Walks a plain result; appends the lines of every connection below and returns the value without them. */
function collect(
  value: unknown,
  path: string,
  parentId: unknown,
  level: number,
  connectionPaths: ReadonlySet<string>,
  found: Line[],
): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => collect(item, path, parentId, level, connectionPaths, found));
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  const later: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const innerPath = path === '' ? key : `${path}.${key}`;
    if (connectionPaths.has(innerPath)) later.push([innerPath, inner]);
    else kept[key] = collect(inner, innerPath, parentId, level, connectionPaths, found);
  }
  for (const [innerPath, connection] of later) {
    for (const node of nodesOf(connection)) {
      const line: Line = { level: level + 1, node: {} };
      found.push(line);
      const id: unknown = Reflect.get(node, 'id');
      const own = collect(node, `${innerPath}.edges.node`, id, level + 1, connectionPaths, found);
      if (typeof own === 'object' && own !== null) Object.assign(line.node, own);
      const parent: unknown = Reflect.get(value, 'id') ?? parentId;
      if (level > 0) line.node['__parentId'] = parent;
    }
  }
  return kept;
}

function nodesOf(connection: unknown): object[] {
  if (typeof connection !== 'object' || connection === null) return [];
  const edges: unknown = Reflect.get(connection, 'edges');
  if (!Array.isArray(edges)) return [];
  return edges.flatMap((edge: unknown) => {
    if (typeof edge !== 'object' || edge === null) return [];
    const node: unknown = Reflect.get(edge, 'node');
    return typeof node === 'object' && node !== null ? [node] : [];
  });
}
