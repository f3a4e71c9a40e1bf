import type { CorrelationView, Experiment, FoldReason, FoldView } from '../../../preload/contract.ts';
import { correlation, correlations, standardised } from '../../backtest/analysis/correlation.ts';
import { daysOf } from '../../backtest/analysis/days.ts';
import { sealedSteps } from '../../backtest/analysis/sealed.ts';
import { returnsOf } from '../../market/validation/split.ts';
import { canonicalKey } from '../../strategy/canonical.ts';
import { type Genome, lookback } from '../../strategy/genome.ts';
import { parse } from '../../strategy/parse.ts';
import type { AnalysedData, DataInput, KnownData } from './data.ts';
import type { Checkpoint } from './jobs.ts';

/** One of several strategies on the same data. */
export interface LikenessMember {
  /** Its place among all that were asked about, or the entry of the databank. */
  readonly id: number;
  readonly strategy: string;
  readonly experiment: Pick<Experiment, 'window' | 'holdout'>;
  /** Whether nothing may be told of that holdout. */
  readonly sealed: boolean;
}

/** Strategies on one data set. */
export interface LikenessGroup {
  readonly data: DataInput;
  readonly name: string;
  readonly members: readonly LikenessMember[];
}

/** Returns that are kept for the next question, in bytes. */
const KEPT = 128 * 2 ** 20;

interface Rule extends LikenessMember {
  readonly genome: Genome;
  /** Equal for rules that are the same up to the order of arguments. */
  readonly rule: string;
}

/** How alike strategies are by what they did. Nothing is ever read from a holdout that one of them keeps sealed. */
export class Likeness {
  readonly #known: KnownData;
  /** Daily returns of a rule on a data set, all of them; least recently used first. */
  readonly #returns = new Map<string, Float64Array>();
  #bytes = 0;

  constructor(known: KnownData) {
    this.#known = known;
  }

  /** @throws StrategyError for a text that is no strategy */
  correlate(groups: readonly LikenessGroup[], checkpoint: Checkpoint): CorrelationView {
    const n = groups.reduce((sum, { members }) => sum + members.length, 0);
    const matrix = new Float64Array(n * n).fill(Number.NaN);
    const of = new Array<number>(n);
    const facts: CorrelationView['data'][number][] = [];
    for (const [g, { data: input, name, members }] of groups.entries()) {
      const data = this.#known.get(input);
      const rules = members.map(ruleOf);
      const rows = commonDays(rules, data);
      const square = correlations(
        rules.map((rule) => this.#returnsOf(rule, input.hash, data, checkpoint)),
        rows,
      );
      for (const [a, { id: i }] of rules.entries()) {
        of[i] = g;
        for (const [b, { id: j }] of rules.entries()) matrix[i * n + j] = square[a * rules.length + b]!;
      }
      const { unit, time } = data.calendar();
      const [from, to] = [time[rows[0] ?? 0] ?? 0, time[rows.at(-1) ?? 0] ?? 0];
      facts.push({ hash: input.hash, name, unit, count: rows.length, from, to });
    }
    return { matrix, of, data: facts };
  }

  /**
   * Puts each strategy under the first one before it that is the same rule on the same data, or did the same on all its
   * days, or whose returns correlate at least as much as the threshold says; 1 leaves out what only correlates.
   *
   * @returns the groups by the data, in the order of those who stand for the others
   */
  fold(groups: readonly LikenessGroup[], threshold: number, checkpoint: Checkpoint): FoldView['groups'] {
    return groups.flatMap((group) => this.#foldOne(group, threshold, checkpoint));
  }

  #foldOne({ data: input, members }: LikenessGroup, threshold: number, checkpoint: Checkpoint): FoldView['groups'] {
    const data = this.#known.get(input);
    const rules = members.map(ruleOf);
    const rows = commonDays(rules, data);
    const leaders: (Compared & { readonly entry: number; readonly folded: FoldView['groups'][number]['folded'][number][] })[] = [];
    for (const member of rules) {
      const all = this.#returnsOf(member, input.hash, data, checkpoint);
      const returns = Float64Array.from(rows, (row) => all[row]!);
      const one = { rule: member.rule, returns, standard: standardised(returns.slice()) };
      const found = firstLike(one, leaders, threshold);
      if (found) found.leader.folded.push({ entry: member.id, reason: found.reason, correlation: found.correlation });
      else leaders.push({ ...one, entry: member.id, folded: [] });
    }
    return leaders.map(({ entry, folded }) => ({ entry, folded }));
  }

  #returnsOf({ genome, rule }: Rule, hash: string, data: AnalysedData, checkpoint: Checkpoint): Float64Array {
    const key = `${hash} ${rule}`;
    const known = this.#returns.get(key);
    if (known) {
      this.#returns.delete(key);
      this.#returns.set(key, known);
      return known;
    }
    checkpoint();
    const { bars } = data;
    const { strategy } = daysOf(data.decisions(genome), bars, new Uint8Array(bars.length), data.calendar());
    this.#returns.set(key, strategy);
    this.#bytes += strategy.byteLength;
    for (const [oldest, { byteLength }] of this.#returns) {
      if (this.#bytes <= KEPT) break;
      this.#returns.delete(oldest);
      this.#bytes -= byteLength;
    }
    return strategy;
  }
}

interface Compared {
  readonly rule: string;
  readonly returns: Float64Array;
  /** The same with mean 0 and a sum of squares of 1; null where nothing varies. */
  readonly standard: Float64Array | null;
}

function firstLike<Leader extends Compared>(
  one: Compared,
  leaders: readonly Leader[],
  threshold: number,
): { leader: Leader; reason: FoldReason; correlation: number } | undefined {
  for (const leader of leaders) {
    if (leader.rule === one.rule) return { leader, reason: 'same rule', correlation: 1 };
    const value = correlation(leader.standard, one.standard);
    // Nothing to tell them apart by: no common day, or neither ever trades.
    const idle = leader.standard === null && one.standard === null;
    const alike = (idle || value > 1 - 1e-9) && leader.returns.every((r, i) => r === one.returns[i]);
    if (alike && leader.returns.length > 0) return { leader, reason: 'same decisions', correlation: 1 };
    if (threshold < 1 && value >= threshold) return { leader, reason: 'correlated', correlation: value };
  }
  return undefined;
}

function ruleOf(member: LikenessMember): Rule {
  const genome = parse(member.strategy, member.experiment.window);
  return { ...member, genome, rule: canonicalKey(genome) };
}

/** The days on which all of them had enough history, and that none of them keeps sealed. They are of one data set. */
function commonDays(members: readonly Rule[], data: AnalysedData): Uint32Array {
  const { of, time } = data.calendar();
  const closed = new Uint8Array(time.length);
  const sealed = members.filter((member) => member.sealed).map(({ experiment }) => experiment);
  const seals = new Map(sealed.map(({ window, holdout = [] }) => [JSON.stringify([window, holdout]), { window, holdout }]));
  for (const { window, holdout } of seals.values()) {
    const hidden = holdout.map((period) => returnsOf(period, window));
    for (const [t, isSealed] of sealedSteps(hidden, data.bars.length).entries()) if (isSealed === 1) closed[of[t]!] = 1;
  }
  // The decision after so many bars is the first with all its history, and earns its first return two bars later.
  const first = Math.max(...members.map(({ genome }) => lookback(genome))) + 2;
  const warm = first < of.length ? of[first]! : time.length;
  return Uint32Array.from(closed.keys()).filter((day) => day >= warm && closed[day] === 0);
}
