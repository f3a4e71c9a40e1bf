import { toTree } from '../../strategy/tree.ts';
import { describe, describeInEnglish, describeObjectives, describePeriodDates, isoTime } from '../describe.ts';
import type { ExportedStrategy, ExportFile, ExportInput, ExportOptions } from '../input.ts';
import { expression, usedHelpers } from './expression.ts';

/**
 * The strategies as a TypeScript module without dependencies: `signal(bars, i)` is the decision of the best one,
 * `strategies` holds all of them. The decisions are those of the backtest on every bar. It is written from the trees of
 * the strategies; no text is ever evaluated.
 *
 * @throws RangeError when there is no strategy
 */
export function strategiesTypescript(inputs: readonly ExportInput[], { reading = true }: ExportOptions = {}): ExportFile {
  const all = inputs.flatMap((input) => input.strategies.map((strategy) => ({ strategy, input })));
  if (all.length === 0) throw new RangeError('there is no strategy to export: let the run finish its first generation');
  const parts = [
    fileComment(inputs),
    types(inputs),
    past,
    ...usedHelpers(all.map(({ strategy }) => toTree(strategy.genome))),
    ...all.map(({ strategy, input }, i) => written(strategy, input, i, reading)),
    exported(all.length),
  ];
  return { name: 'strategies.ts', text: `${parts.join('\n\n')}\n` };
}

/** What cannot end the comment that it stands in. */
const plain = (text: string) => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ');

function fileComment(inputs: readonly ExportInput[]): string {
  const lines = [
    ...inputs.flatMap(sourceComment),
    'signal(bars, i) is the decision at the close of bar i: true = be long, false = be flat. It sees bars 0 to i alone. In the',
    'backtest the decision of bar i is carried out at the close of bar i + 1 and holds to the close of bar i + 2.',
    'Where there is not enough history a value is NaN, and no comparison with NaN is true.',
    '',
    'Values are kept for each bars object, so walking over the bars is cheap, and a live feed may append to its arrays.',
    'A bar that was asked for counts as closed: after changing one in place, pass a new object.',
  ];
  return comment(lines);
}

const comment = (lines: readonly string[]): string =>
  `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${plain(line)}`)).join('\n')}\n */`;

/** Where the strategies of one run come from. */
function sourceComment(input: ExportInput): string[] {
  const { dataset, engine, run, seed, strategies, window } = input;
  const objectives = describeObjectives(input).map(({ name, unit, better }) => `${name} (${better} is better): ${unit}`);
  const periods = describePeriodDates(input).map(({ start, end, from, to }) => `bars ${start} to ${end - 1} (${from} to ${to})`);
  return [
    `Trading strategies evolved by Organism ${engine}: the best ${strategies.length} of run ${run}, best first.`,
    '',
    `Data: ${dataset.name} (${dataset.source}), ${dataset.bars} bars, ${isoTime(dataset.from)} to ${isoTime(dataset.to)}.`,
    `SHA-256 of the data: ${dataset.hash}`,
    `Seed: ${seed}. Window: ${window} bars. Periods:`,
    ...periods.map((period) => `- ${period}`),
    'Fitness:',
    ...objectives.map((objective) => `- ${objective}`),
    '',
  ];
}

const types = (inputs: readonly ExportInput[]) => `/** Columns of equal length, oldest bar first. */
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
${fitnessTypes(inputs).join('\n')}
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

/** A line for each objective; one that not all runs had may be missing. */
function fitnessTypes(inputs: readonly ExportInput[]): string[] {
  const names = new Set(inputs.flatMap(({ objectives }) => objectives.map(({ metric }) => metric)));
  const everywhere = (name: string) => inputs.every(({ objectives }) => objectives.some(({ metric }) => metric === name));
  return [...names].map((name) => `    readonly ${name}${everywhere(name) ? '' : '?'}: number;`);
}

function written(strategy: ExportedStrategy, input: ExportInput, at: number, reading: boolean): string {
  const { fitness, lookback, text } = describe(strategy, input);
  const values = Object.entries(fitness).map(([metric, value]) => `${metric}: ${value}`);
  const words = reading
    ? `/**\n${describeInEnglish(strategy)
        .split('\n')
        .map((line) => ` * ${line.replaceAll('*/', '* /')}`)
        .join('\n')}\n */\n`
    : '';
  return `${words}const strategy${at + 1}: Strategy = {
  name: 'strategy ${at + 1}',
  text: ${JSON.stringify(text)},
  fitness: { ${values.join(', ')} },
  lookback: ${lookback},
  signal: ${expression({ label: 'decide', type: 'signal', children: [toTree(strategy.genome)] }, '  ')},
};`;
}

const exported = (count: number) => `/** All strategies, best first. */
export const strategies: readonly Strategy[] = [
${Array.from({ length: count }, (_, i) => `  strategy${i + 1},`).join('\n')}
];

/** The decision of the best strategy at bar i. */
export const signal: Strategy['signal'] = strategy1.signal;`;
