import type { Experiment } from '../../preload/contract.ts';
import { behaviourEvaluation } from '../evaluation/behaviour.ts';
import { type CaseEvaluation, caseEvaluation, perCase, repeated } from '../evaluation/cases.ts';
import { memoised } from '../evaluation/memo.ts';
import { caseCount } from '../evaluation/problem.ts';
import type { Generation } from '../evolution/individual.ts';
import type { Cases } from '../evolution/selection/cases.ts';
import type { FailedStrategy } from '../store/failures.ts';
import { parse } from '../strategy/parse.ts';
import { type Constrained, constrained, evaluateConstrained, measured } from './constraints.ts';
import type { Evaluation } from './evolve.ts';
import { IslandsAway } from './islands-away.ts';
import { problemOf } from './problem.ts';
import { withQuarantine } from './quarantine.ts';
import type { RunLoop } from './run-loop.ts';

export interface RunEvaluation extends Evaluation {
  /**
   * Evaluates again what a stored generation hands on, its population and hall of fame: what strategies do, and what
   * they are worth in every case, is not stored, and those that go on from there are asked for it.
   */
  learn(generation: Generation, signal?: AbortSignal): Promise<void>;
  /** What can be done before the generation after this one is bred. */
  prepare(generation: Generation, signal: AbortSignal): Promise<void>;
}

interface EvaluationParts extends Pick<RunLoop, 'store' | 'pool' | 'bars' | 'run' | 'experiment' | 'memo'> {
  /** Whether a selection looks at the values in every case; absent: as the experiment says. */
  readonly byCase?: boolean;
}

/** How a run evaluates: on the pool, never what is in quarantine, and each strategy once. */
export function evaluationOf(parts: EvaluationParts, onFailure: (failure: FailedStrategy) => void): RunEvaluation {
  const { store, pool, bars, run, experiment, memo = true, byCase = looksAtCases(experiment) } = parts;
  const quarantined = store.failures
    .list(run)
    .filter((failure) => failure.quarantined)
    .map(({ strategy }) => parse(strategy, experiment.window));
  const problem = { ...problemOf(experiment, bars), behaviour: true, objectives: measured(experiment) };
  const asked = byCase ? perCase(problem) : problem;
  const answer = withQuarantine({ pool, problem: asked, quarantined, onFailure });
  const { programs } = pool;
  const away =
    programs && memo && !byCase && IslandsAway.suits(experiment)
      ? new IslandsAway({ experiment, problem: asked, programs, evaluate: answer })
      : undefined;
  const answered = away?.evaluate ?? answer;
  const { evaluate: values, behaviourOf } = behaviourEvaluation(memo ? memoised(answered) : answered);
  const byCases = byCase ? caseEvaluation(problem, values) : undefined;
  const rules = experiment.constraints && constrained(experiment);
  const means = byCases?.evaluate ?? values;
  const evaluate = rules ? evaluateConstrained(rules, means) : means;
  return {
    evaluate,
    behaviourOf,
    ...(rules && { isFeasible: rules.isFeasible }),
    ...(byCases && { cases: casesOf(experiment, byCases, caseCount(problem), rules) }),
    prepare: async (generation, signal) => away?.before(generation, signal),
    async learn({ population, hallOfFame }, signal) {
      await evaluate(
        [...population, ...hallOfFame].map(({ genome }) => genome),
        signal,
      );
    },
  };
}

/** The objectives in every case, as often as there are cases. */
function casesOf(experiment: Experiment, byCases: CaseEvaluation, count: number, rules: Constrained | undefined): Cases {
  const weights = repeated(
    experiment.objectives.map(({ weight }) => weight),
    count,
  );
  if (!rules) return { weights, of: ({ genome }) => byCases.casesOf(genome) };
  return {
    weights,
    of: ({ genome }) => {
      const values = byCases.casesOf(genome);
      const width = values.length / count;
      return Array.from({ length: count }, (_, i) => rules.caseFitness(genome, values.slice(i * width, (i + 1) * width))).flat();
    },
  };
}

const lexicase: readonly (string | undefined)[] = ['lexicase', 'epsilonLexicase', 'automaticEpsilonLexicase'];

/** Whether a selection of the experiment looks at the values in every case. */
export const looksAtCases = ({ selection, survival }: Experiment): boolean => lexicase.includes(selection) || lexicase.includes(survival);
