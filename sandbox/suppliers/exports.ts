import { BadRequest } from '../platform/http.ts';
import type { Platform } from '../platform/platform-contract.ts';
import { Random } from '../world/random.ts';
import { encodeGbk } from './gbk.ts';
import { supplierShipments } from './shipments.ts';
import type { SupplierShipment } from './shipments.ts';
import { EXPORT_STYLES } from './styles.ts';
import type { ExportStyle } from './styles.ts';

const DEFAULT_ROWS = 200;
const MOST_ROWS = 200_000;

/**
 * `GET /sandbox/supplier-exports/{1688|dsers|cj|dianxiaomi}.csv?shop=&rows=&dirty=`: lists as suppliers send them. One
 * row in about twelve is dirty, unless `dirty=0`. With more rows asked for than there are boxes the list repeats itself.
 */
export function mountSupplierExports(platform: Platform): void {
  platform.handle('/sandbox/supplier-exports/', (_, response, url) => {
    const name = /\/([a-z0-9]+)\.csv$/.exec(url.pathname)?.[1] ?? '';
    const style: ExportStyle | undefined = Object.entries(EXPORT_STYLES).find(
      ([each]) => each === name,
    )?.[1];
    if (style === undefined) {
      throw new BadRequest(`style: choose from ${Object.keys(EXPORT_STYLES).join(', ')}`);
    }
    const rows = Number(url.searchParams.get('rows') ?? DEFAULT_ROWS);
    if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS) {
      throw new BadRequest(`rows: from 1 to ${MOST_ROWS}`);
    }
    const shop = url.searchParams.get('shop') ?? platform.world.shops[0]?.domain ?? '';
    const isDirty = url.searchParams.get('dirty') !== '0';
    const body = exportFile(style, supplierShipments(platform, shop, rows), { rows, isDirty });
    response.writeHead(200, {
      'Content-Type': 'text/csv',
      'Content-Disposition': `attachment; filename="${name}-export.csv"`,
      'Cache-Control': 'no-store',
    });
    response.end(body);
  });
}

/** The file's bytes. */
export function exportFile(
  style: ExportStyle,
  shipments: readonly SupplierShipment[],
  { rows, isDirty }: { rows: number; isDirty: boolean },
): Buffer {
  const random = new Random(shipments.length);
  let soiledCount = 0;
  const lines = [style.header.map(cell).join(',')];
  for (let index = 0; index < rows && shipments.length > 0; index += 1) {
    const shipment = shipments[index % shipments.length];
    if (shipment === undefined) break;
    const fields = style.row(shipment);
    const line = fields.map(cell).join(',');
    if (!isDirty || !random.chance(1 / 12)) {
      lines.push(line);
      continue;
    }
    lines.push(...soiled({ line, fields, style, shipment }, soiledCount));
    soiledCount += 1;
  }
  const text = lines.join(style.lineEnd) + style.lineEnd;
  if (style.encoding === 'gbk') return encodeGbk(text);
  return Buffer.from(style.encoding === 'utf-8-bom' ? `\ufeff${text}` : text);
}

/** What people and spreadsheets do to such lists: each way in turn. */
function soiled(
  {
    line,
    fields,
    style,
    shipment: { number },
  }: {
    line: string;
    fields: readonly string[];
    style: ExportStyle;
    shipment: SupplierShipment;
  },
  turn: number,
): string[] {
  const withNumber = (replaced: string) =>
    fields.map((field) => cell(field === number ? replaced : field)).join(',');
  switch (turn % 8) {
    case 0:
      return [line, line];
    case 1:
      return [withNumber('')];
    case 2:
      return [withNumber(` ${number.slice(0, 4)} ${number.slice(4)}\t`)];
    case 3:
      return [withNumber(`=HYPERLINK("https://example.com/?n=${number}","${number}")`)];
    case 4:
      // What a spreadsheet makes of twenty digits.
      return [
        withNumber(/^\d{16,}$/.test(number) ? Number(number).toExponential(5) : `'${number}`),
      ];
    case 5:
      return [fields.slice(0, 3).map(cell).join(',')];
    case 6:
      return [withNumber(fullWidth(number))];
    default:
      return ['', [...style.header].map(cell).join(','), line];
  }
}

function fullWidth(text: string): string {
  return text.replaceAll(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
