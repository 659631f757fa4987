/** Tables that the program showed. */

import type { Cell } from '../../lib/messages';
import { t } from '../../lib/texts';
import type { Results, ShownTable } from '../../state/results';
import '../../lib/common_texts';

const MAX_ROWS = 200;

export function Tables({ results, most = Infinity }: { results: Results; most?: number }) {
  return (
    <>
      {results
        .read()
        .tables.slice(-most)
        .map((one) => (
          <TableView key={one.seq} table={one} />
        ))}
    </>
  );
}

function TableView({ table }: { table: ShownTable }) {
  const rows = table.grows ? table.rows.slice(-MAX_ROWS) : table.rows.slice(0, MAX_ROWS);
  const numeric = table.columns.map((_, column) =>
    table.rows.every((row) => typeof row[column] === 'number' || row[column] === null),
  );
  return (
    <figure class="table" tabIndex={0}>
      {table.title && <figcaption>{table.title}</figcaption>}
      <table>
        <thead>
          <tr>
            {table.columns.map((name, column) => (
              <th key={column} class={numeric[column] ? 'right' : ''}>
                {String(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={numeric[column] ? 'num right' : ''}>
                  {formatCell(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > MAX_ROWS && (
        <p class="cap">{t(table.grows ? 'lastRowsShown' : 'rowsShown', { n: MAX_ROWS, m: table.rows.length })}</p>
      )}
    </figure>
  );
}

function formatCell(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'boolean') return t(cell ? 'yes' : 'no');
  if (typeof cell === 'number' && !Number.isInteger(cell)) return String(Number(cell.toPrecision(6)));
  return String(cell);
}
