import { toTree } from '../../strategy/tree.ts';
import { describe, describeObjectives, describePeriodDates, isoTime } from '../describe.ts';
import type { ExportFile, ExportInput } from '../input.ts';
import { expression, usedHelpers } from './expression.ts';

/**
 * The strategies as a TypeScript module without dependencies: `signal(bars, i)` is the decision of the best one,
 * `strategies` holds all of them. The decisions are those of the backtest on every bar. It is written from the trees of
 * the strategies; no text is ever evaluated.
 *
 * @throws RangeError when there is no strategy
 */
export function strategiesTypescript(input: ExportInput): ExportFile {
  if (input.strategies.length === 0) throw new RangeError('there is no strategy to export: let the run finish its first generation');
  const parts = [
    fileComment(input),
    types(input),
    past,
    ...usedHelpers(input.strategies.map(({ genome }) => toTree(genome))),
    ...input.strategies.map((_, i) => strategy(input, i)),
    exported(input),
  ];
  return { name: 'strategies.ts', text: `${parts.join('\n\n')}\n` };
}

/** What cannot end the comment that it stands in. */
const plain = (text: string) => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');

function fileComment(input: ExportInput): string {
  const { dataset, engine, run, seed, strategies, window } = input;
  const objectives = describeObjectives(input).map(({ name, unit, better }) => `${name} (${better} is better): ${unit}`);
  const periods = describePeriodDates(input).map(({ start, end, from, to }) => `bars ${start} to ${end - 1} (${from} to ${to})`);
  const lines = [
    `Trading strategies evolved by Organism ${engine}: the best ${strategies.length} of run ${run}, best first.`,
    '',
    `Data: ${dataset.name} (${dataset.source}), ${dataset.bars} bars, ${isoTime(dataset.from)} to ${isoTime(dataset.to)}.`,
    `SHA-256 of the data: ${dataset.hash}`,
    `Seed: ${seed}. Window: ${window} bars. Periods:`,
    ...periods.map((period) => `- ${period}`),
    'Fitness:',
    ...objectives.map((objective) => `- ${objective}`),
    '',
    'signal(bars, i) is the decision at the close of bar i: true = be long, false = be flat. It sees bars 0 to i alone. In the',
    'backtest the decision of bar i is carried out at the close of bar i + 1 and holds to the close of bar i + 2.',
    'Where there is not enough history a value is NaN, and no comparison with NaN is true.',
    '',
    'Values are kept for each bars object, so walking over the bars is cheap, and a live feed may append to its arrays.',
    'A bar that was asked for counts as closed: after changing one in place, pass a new object.',
  ];
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${plain(line)}`)).join('\n')}\n */`;
}

const types = ({ objectives }: ExportInput) => `/** Columns of equal length, oldest bar first. */
export interface Bars {
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  readonly volume: ArrayLike<number>;
}

export interface Strategy {
  readonly name: string;
  /** In the notation of Organism. */
  readonly text: string;
  /** As the backtest found it: averages over the periods. */
  readonly fitness: {
${objectives.map(({ metric }) => `    readonly ${metric}: number;`).join('\n')}
  };
  /** Bars before the current one that a decision needs. */
  readonly lookback: number;
  /** True = be long. Throws a RangeError when there is no bar i. */
  readonly signal: (bars: Bars, i: number) => boolean;
}`;

const past = `/** The bars, and what was computed on them before. */
interface Past {
  readonly bars: Bars;
  readonly columns: number[][];
}

/** The value at bar i: a number, or a decision. */
type Series = (past: Past, i: number) => number;
type Signal = (past: Past, i: number) => boolean;

const pasts = new WeakMap<Bars, Past>();

function decide(rule: Signal): Strategy['signal'] {
  return (bars, i) => {
    if (!(Number.isInteger(i) && i >= 0 && i < bars.close.length)) {
      throw new RangeError(\`bar \${i} is none of the \${bars.close.length} bars\`);
    }
    let past = pasts.get(bars);
    if (!past) {
      past = { bars, columns: [] };
      pasts.set(bars, past);
    }
    return rule(past, i);
  };
}`;

function strategy(input: ExportInput, at: number): string {
  const { genome } = input.strategies[at]!;
  const { fitness, lookback, text } = describe(input.strategies[at]!, input);
  const values = Object.entries(fitness).map(([metric, value]) => `${metric}: ${value}`);
  return `const strategy${at + 1}: Strategy = {
  name: 'strategy ${at + 1}',
  text: ${JSON.stringify(text)},
  fitness: { ${values.join(', ')} },
  lookback: ${lookback},
  signal: ${expression({ label: 'decide', type: 'signal', children: [toTree(genome)] }, '  ')},
};`;
}

const exported = ({ strategies }: ExportInput) => `/** All strategies, best first. */
export const strategies: readonly Strategy[] = [
${strategies.map((_, i) => `  strategy${i + 1},`).join('\n')}
];

/** The decision of the best strategy at bar i. */
export const signal: Strategy['signal'] = strategy1.signal;`;
