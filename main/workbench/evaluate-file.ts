import { basename, resolve } from 'node:path';
import { shareBars } from '../evaluation/shared-bars.ts';
import { importCsv } from '../market/import/csv.ts';
import { ExpectedError } from './errors.ts';
import { type Evaluated, type EvaluateStrategiesOptions, evaluateStrategies } from './evaluate-strategies.ts';
import { Pools } from './pools.ts';
import { readText } from './read-text.ts';

/**
 * The fitness of each strategy on the bars of a CSV file. No database is opened, and nothing is kept.
 *
 * @throws {ExpectedError} when the file cannot be read, MarketDataError when it holds no bars
 */
export async function evaluateFile(workerFile: string, data: string, options: EvaluateStrategiesOptions): Promise<Evaluated[]> {
  const { bars } = importCsv(readText(resolve(data)));
  if (bars.length === 0) throw new ExpectedError(`${basename(data)} holds no bars.`);
  const pools = new Pools({ workerFile, ...(options.workers === undefined ? {} : { workers: options.workers }) });
  try {
    return await evaluateStrategies(pools, shareBars(bars), options);
  } finally {
    await pools.close();
  }
}
