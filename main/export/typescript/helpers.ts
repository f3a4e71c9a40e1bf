/**
 * The parts of the language as TypeScript text, for modules that stand alone. Each does what the backtest does
 * (main/backtest: elementwise.ts, rolling.ts), with the same arithmetic in the same order, so that decisions agree on
 * every bar; a test runs both. Only those that a strategy uses are written out, with what they `use` themselves.
 */
export interface Helper {
  readonly uses?: readonly string[];
  readonly source: string;
}

/** A function of two series, bar by bar. */
const series = (name: string, value: string): Helper => ({
  source: `function ${name}(a: Series, b: Series): Series {
  return (past, i) => ${value};
}`,
});

const comparison = (name: string, operator: string): Helper => ({
  source: `function ${name}(a: Series, b: Series): Signal {
  return (past, i) => a(past, i) ${operator} b(past, i);
}`,
});

const cross = (name: string, now: string, before: string): Helper => ({
  source: `/** a ${now} b now, and a ${before} b one bar before. */
function ${name}(a: Series, b: Series): Signal {
  return (past, i) => i > 0 && a(past, i) ${now} b(past, i) && a(past, i - 1) ${before} b(past, i - 1);
}`,
});

const logical = (name: string, operator: string): Helper => ({
  source: `function ${name}(a: Signal, b: Signal): Signal {
  return (past, i) => a(past, i) ${operator} b(past, i);
}`,
});

const column = (name: string): Helper => ({
  source: `const ${name}: Series = ({ bars }, i) => bars.${name}[i] ?? Number.NaN;`,
});

const extreme = (name: string, which: 'largest' | 'smallest', pick: 'max' | 'min'): Helper => ({
  uses: ['remember'],
  source: `/** The ${which} of the last n values. */
function ${name}(x: Series, n: number): Series {
  return remember((past, i) => {
    if (i < n - 1) return Number.NaN;
    let found = x(past, i);
    for (let j = i - n + 1; j < i; j++) found = Math.${pick}(found, x(past, j));
    return found;
  });
}`,
});

const sum = (value: string) => `const value = ${value};
    const next = sum + value;
    const added = next - sum;
    lost += sum - (next - added) + (value - added);
    sum = next;`;

/** In the order in which a module lists them: each after what it uses. */
export const helpers: Readonly<Record<string, Helper>> = {
  open: column('open'),
  high: column('high'),
  low: column('low'),
  close: column('close'),
  volume: column('volume'),
  constant: {
    source: `function constant(value: number): Series {
  return () => value;
}`,
  },
  remember: {
    source: `let remembered = 0;

/** A series that is computed once for each bar, from the first one on: a later call goes on where an earlier one ended. */
function remember(value: (past: Past, i: number, before: number) => number): Series {
  const place = remembered++;
  return (past, i) => {
    const column = (past.columns[place] ??= []);
    for (let j = column.length; j <= i; j++) column.push(value(past, j, column[j - 1] ?? Number.NaN));
    return column[i] ?? Number.NaN;
  };
}`,
  },
  mean: {
    source: `/**
 * Mean of n values, the last of them at i; NaN before there are n. Rounding errors of the sum are collected (Knuth's
 * TwoSum) and put back at the end; values that are all the same are their own mean.
 */
function mean(values: (i: number) => number, i: number, n: number): number {
  if (i < n - 1) return Number.NaN;
  const oldest = values(i - n + 1);
  let same = true;
  let sum = 0;
  let lost = 0;
  for (let j = i - n + 1; j <= i; j++) {
    ${sum('values(j)')}
    if (value !== oldest) same = false;
  }
  return same ? oldest : (Number.isFinite(lost) ? sum + lost : sum) / n;
}`,
  },
  deviation: {
    source: `/** Population deviation of n values, the last of them at i; 0 for values that are all the same. */
function deviation(values: (i: number) => number, i: number, n: number): number {
  if (i < n - 1) return Number.NaN;
  // Sums run back and forward from the last multiple of n, in the order in which the backtest adds.
  const boundary = i - (i % n);
  const origin = values(boundary);
  let same = true;
  const add = (from: number, to: number, step: number) => {
    let sum = 0;
    let squares = 0;
    for (let j = from; j !== to; j += step) {
      const y = values(j) - origin;
      if (values(j) !== origin) same = false;
      sum += y;
      squares += y * y;
    }
    return { sum, squares };
  };
  const older = add(boundary - 1, i - n, -1);
  const newer = add(boundary, i + 1, 1);
  const sum = older.sum + newer.sum;
  return same ? 0 : Math.sqrt(Math.max(n * (older.squares + newer.squares) - sum * sum, 0)) * (1 / n);
}`,
  },
  add: series('add', 'a(past, i) + b(past, i)'),
  sub: series('sub', 'a(past, i) - b(past, i)'),
  mul: series('mul', 'a(past, i) * b(past, i)'),
  div: {
    source: `/** a divided by b, 1 where b is 0. */
function div(a: Series, b: Series): Series {
  return (past, i) => {
    const divisor = b(past, i);
    return divisor === 0 ? 1 : a(past, i) / divisor;
  };
}`,
  },
  neg: {
    source: `function neg(x: Series): Series {
  return (past, i) => -x(past, i);
}`,
  },
  abs: {
    source: `function abs(x: Series): Series {
  return (past, i) => Math.abs(x(past, i));
}`,
  },
  min: series('min', 'Math.min(a(past, i), b(past, i))'),
  max: series('max', 'Math.max(a(past, i), b(past, i))'),
  sma: {
    uses: ['remember', 'mean'],
    source: `/** Mean of the last n values. */
function sma(x: Series, n: number): Series {
  return remember((past, i) => mean((j) => x(past, j), i, n));
}`,
  },
  wma: {
    uses: ['remember'],
    source: `/** Mean of the last n values with the weights 1 (oldest) to n (newest). */
function wma(x: Series, n: number): Series {
  return remember((past, i) => {
    if (i < n - 1) return Number.NaN;
    // Sums run back and forward from the last multiple of n, in the order in which the backtest adds.
    const boundary = i - (i % n);
    let same = true;
    let sum = 0;
    let older = 0;
    for (let j = boundary - 1; j > i - n; j--) {
      const value = x(past, j);
      if (value !== x(past, boundary)) same = false;
      sum += value;
      older += sum;
    }
    let newer = x(past, boundary);
    let weighted = 0;
    for (let k = 1; k <= i - boundary; k++) {
      const value = x(past, boundary + k);
      if (value !== x(past, boundary)) same = false;
      newer += value;
      weighted += k * value;
    }
    return same ? x(past, boundary) : (older + ((n - (i - boundary)) * newer + weighted)) / ((n * (n + 1)) / 2);
  });
}`,
  },
  ema: {
    uses: ['remember'],
    source: `/** Exponential mean, α = 2 / (n + 1), from the first value on that is not NaN. It remembers all bars before. */
function ema(x: Series, n: number): Series {
  const alpha = 2 / (n + 1);
  return remember((past, i, before) => {
    const value = x(past, i);
    return Number.isNaN(before) ? value : before + alpha * (value - before);
  });
}`,
  },
  std: {
    uses: ['remember', 'deviation'],
    source: `/** Population deviation of the last n values. */
function std(x: Series, n: number): Series {
  return remember((past, i) => {
    const values = (j: number) => x(past, j);
    return deviation(values, i, n);
  });
}`,
  },
  zscore: {
    uses: ['remember', 'mean', 'deviation'],
    source: `/** Deviations by which the value lies above the mean of the last n, 0 where they are all the same. */
function zscore(x: Series, n: number): Series {
  return remember((past, i) => {
    const values = (j: number) => x(past, j);
    const average = mean(values, i, n);
    const spread = deviation(values, i, n);
    return spread === 0 ? 0 : (x(past, i) - average) / spread;
  });
}`,
  },
  highest: extreme('highest', 'largest', 'max'),
  lowest: extreme('lowest', 'smallest', 'min'),
  roc: {
    source: `/** Growth over n bars, as a fraction; 0 where the earlier value is 0. */
function roc(x: Series, n: number): Series {
  return (past, i) => {
    const before = i < n ? Number.NaN : x(past, i - n);
    return before === 0 ? 0 : x(past, i) / before - 1;
  };
}`,
  },
  delay: {
    source: `/** The value n bars before. */
function delay(x: Series, n: number): Series {
  return (past, i) => (i < n ? Number.NaN : x(past, i - n));
}`,
  },
  delta: {
    source: `/** Difference to the value n bars before. */
function delta(x: Series, n: number): Series {
  return (past, i) => (i < n ? Number.NaN : x(past, i) - x(past, i - n));
}`,
  },
  rsi: {
    uses: ['remember', 'mean'],
    source: `/** Relative strength index with simple means (Cutler), 0 to 100; 50 where nothing moved in n bars. */
function rsi(x: Series, n: number): Series {
  return remember((past, i) => {
    const change = (j: number) => (j < 1 ? Number.NaN : x(past, j) - x(past, j - 1));
    const up = mean((j) => Math.max(change(j), 0), i, n);
    const total = up + mean((j) => Math.max(-change(j), 0), i, n);
    return total === 0 ? 50 : (100 * up) / total;
  });
}`,
  },
  atr: {
    uses: ['remember', 'mean', 'high', 'low', 'close'],
    source: `/** Average true range: the mean of the last n. */
function atr(n: number): Series {
  return remember((past, i) => {
    const range = (j: number) => {
      const before = close(past, j - 1);
      return Math.max(high(past, j) - low(past, j), Math.abs(high(past, j) - before), Math.abs(low(past, j) - before));
    };
    return mean(range, i, n);
  });
}`,
  },
  gt: comparison('gt', '>'),
  lt: comparison('lt', '<'),
  crossAbove: cross('crossAbove', '>', '<='),
  crossBelow: cross('crossBelow', '<', '>='),
  and: logical('and', '&&'),
  or: logical('or', '||'),
  xor: logical('xor', '!=='),
  not: {
    source: `function not(x: Signal): Signal {
  return (past, i) => !x(past, i);
}`,
  },
  ifElse: {
    source: `/** a where the condition holds, else b. */
function ifElse(condition: Signal, a: Series, b: Series): Series {
  return (past, i) => (condition(past, i) ? a(past, i) : b(past, i));
}`,
  },
};
