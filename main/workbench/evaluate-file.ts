import { basename, resolve } from 'node:path';
import { shareBars } from '../evaluation/shared-bars.ts';
import { checkExamination } from '../market/import/examine.ts';
import { type ClusterSettings, clusterEngine } from './cluster.ts';
import { ExpectedError } from './errors.ts';
import { type Evaluated, type EvaluateStrategiesOptions, evaluateStrategies } from './evaluate-strategies.ts';
import { examineBytes, readBytes } from './examine-file.ts';
import { Pools } from './pools.ts';

/**
 * The fitness of each strategy on the bars of a CSV or Parquet file. No database is opened, and nothing is kept.
 *
 * @param options.cluster where to evaluate; on threads of this machine when absent
 * @throws {ExpectedError} when the file cannot be read, MarketDataError when it holds no bars
 */
export async function evaluateFile(
  workerFile: string,
  data: string,
  { cluster, ...options }: EvaluateStrategiesOptions & { readonly cluster?: ClusterSettings | undefined },
): Promise<Evaluated[]> {
  const { bars } = checkExamination(await examineBytes(readBytes(resolve(data)), {}));
  if (bars.length === 0) throw new ExpectedError(`${basename(data)} holds no bars.`);
  const pools = new Pools({ workerFile, ...(options.workers === undefined ? {} : { workers: options.workers }) });
  if (cluster) pools.use(clusterEngine(cluster));
  try {
    return await evaluateStrategies(pools, shareBars(bars), options);
  } finally {
    await pools.close();
  }
}
