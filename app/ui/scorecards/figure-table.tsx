import { Fragment, type ReactNode } from 'react';
import styles from './figure-table.module.css';

export interface FigureRow {
  key: string;
  name: ReactNode;
  /** One for each column. */
  figures: readonly ReactNode[];
  /** A sentence under the row, over its whole width. */
  note?: ReactNode;
  isChosen?: boolean;
}

/**
 * Names with their figures. On a phone each row becomes a block in which every figure has its column's name beside it, so
 * that nothing scrolls sideways; the roles are written out because a block is no row by itself.
 */
export function FigureTable({
  caption,
  nameTitle,
  columns,
  rows,
}: {
  /** What the table is, for those who do not see where it stands. */
  caption: string;
  nameTitle: string;
  columns: readonly string[];
  rows: readonly FigureRow[];
}) {
  const isSingle = columns.length === 1;
  return (
    <table
      className={classes('table', isSingle && 'single')}
      data-beside={figuresBeside(columns.length)}
      role="table"
    >
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {nameTitle}
          </th>
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Fragment key={row.key}>
            <Figures row={row} columns={columns} />
            {row.note !== undefined && (
              <tr role="row" className={classes(row.isChosen === true && 'chosen')}>
                <td role="cell" colSpan={columns.length + 1} className={styles['note']}>
                  {row.note}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function Figures({ row, columns }: { row: FigureRow; columns: readonly string[] }) {
  return (
    <tr
      role="row"
      className={classes(
        'row',
        row.note !== undefined && 'noted',
        row.isChosen === true && 'chosen',
      )}
    >
      <th role="rowheader" scope="row">
        {row.name}
      </th>
      {row.figures.map((figure, index) => (
        <td key={columns[index]} role="cell" data-name={columns[index]}>
          {figure}
        </td>
      ))}
    </tr>
  );
}

const MOST_BESIDE = 4;

/** How many figures stand side by side on a phone: up to four in one line, more in two. */
function figuresBeside(count: number): number {
  return Math.max(1, Math.min(MOST_BESIDE, count <= MOST_BESIDE ? count : Math.ceil(count / 2)));
}

function classes(...names: (string | false)[]): string {
  return names.flatMap((name) => (name === false ? [] : (styles[name] ?? []))).join(' ');
}
