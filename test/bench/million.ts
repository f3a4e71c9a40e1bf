/**
 * A million synthetic bars, in a process of its own so that its memory can be measured: `node million.ts WORKERS` prints
 * evaluations a second and the resident memory in MiB as JSON.
 */
import { fileURLToPath } from 'node:url';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { equalPeriods } from '../../main/market/splits.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { milliseconds } from './measure.ts';
import { strategies, window } from './sp500.ts';

const BARS = 1_000_000;
const STRATEGIES = 100;

/** A random walk in cents. */
function syntheticBars() {
  const random = randomFor(1, 0, 0, 'initialise');
  const column = () => new Float64Array(BARS);
  const bars = { length: BARS, time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const cents = (price: number) => Math.round(price * 100) / 100;
  let price = 1_000;
  for (let t = 0; t < BARS; t++) {
    bars.time[t] = t * 60_000;
    bars.open[t] = price;
    price = cents(price * (1 + (random.float() - 0.5) * 0.002)) + (price < 500 ? 1 : 0);
    bars.close[t] = price;
    bars.high[t] = cents(Math.max(price, bars.open[t]!) * (1 + random.float() * 0.0005));
    bars.low[t] = cents(Math.min(price, bars.open[t]!) * (1 - random.float() * 0.0005));
    bars.volume[t] = random.integer(0, 100_000);
  }
  return bars;
}

const workers = Number(process.argv[2]);
const workerFile = fileURLToPath(new URL('../../main/evaluation/worker.ts', import.meta.url));
const pool = new EvaluationPool({ workerFile, workers, timeLimit: 60_000 });
const evaluate = pool.evaluator({ bars: shareBars(syntheticBars()), periods: equalPeriods(BARS, 3), window });
await evaluate(strategies.slice(0, 10));
const time = await milliseconds(() => evaluate(strategies.slice(0, STRATEGIES)));
const resident = process.memoryUsage().rss / 2 ** 20;
await pool.close();
console.log(JSON.stringify({ rate: (STRATEGIES * 1_000) / time, resident }));
