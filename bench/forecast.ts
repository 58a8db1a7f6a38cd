/**
 * How well demand is forecast, on the 857 slow movers of the Carparts set.
 *
 *   npm run bench:forecast -- --data carparts.csv
 *
 * carparts.csv: `series`, then one column a month named 1 to 51; an empty cell is a missing month. Series without a missing
 * month and with 16 months that sold are trained on all but the last 3 months, which are forecast from one origin.
 * Prints each row of the reference's table beside what comes out here; what the product's own distributions cost and cover,
 * beside simpler ones; and the time each takes. Ends with 1 where a row of the table is not met to six digits.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { UnusableTable } from './csv/read-table.ts';
import { selectedForecasts } from './forecast/distributions.ts';
import { readSeries } from './forecast/read-series.ts';
import { reportDistributions, reportPoints, reportSpeed } from './forecast/report.ts';

const SELECTED = 857;
const HOW_TO_GET = `It is the set "carparts" of the R package expsmooth (GPL), evaluation data that is no part of this project:
  Rscript -e 'm <- t(as.matrix(expsmooth::carparts)); colnames(m) <- seq_len(ncol(m)); write.csv(data.frame(series = rownames(m), m, check.names = FALSE), "carparts.csv", na = "", quote = FALSE, row.names = FALSE)'`;

const { values: options } = parseArgs({ options: { data: { type: 'string' } } });
try {
  process.exitCode = (await report(options.data)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UnusableTable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function report(path: string | undefined): Promise<boolean> {
  if (path === undefined || !existsSync(path)) {
    const what = path === undefined ? '--data is missing' : `there is no file ${path}`;
    throw new UnusableTable(
      `${what}: npm run bench:forecast -- --data carparts.csv\n${HOW_TO_GET}`,
    );
  }
  const { series, read, periods, setAside } = await readSeries(path);
  for (const { reason, rows, firstLine } of setAside.counts()) {
    console.log(`set aside: ${rows} rows, ${reason} (first on line ${firstLine})`);
  }
  console.log(`${read} series of ${periods} periods, ${series.length} selected`);
  if (series.length !== SELECTED) {
    throw new UnusableTable(`the table is of ${SELECTED} series: this is another set, or a part`);
  }
  const isTable = reportPoints(series);
  const selected = selectedForecasts(series);
  reportDistributions(series, selected);
  reportSpeed(series, selected.category);
  console.log(isTable ? '\nPASS  every row to six digits' : '\nFAIL  a row differs');
  return isTable;
}
