import type { Experiment, Metric } from '../../preload/contract.ts';

/** A bound as it is typed, both ends or one. */
export interface DraftConstraint {
  readonly metric: Metric;
  readonly min: string;
  readonly max: string;
}

export type PenaltyMethod = NonNullable<Experiment['penalty']>['method'];
export const penaltyMethods = ['feasibleFirst', 'delta', 'distance'] as const satisfies readonly PenaltyMethod[];

/** What happens to strategies that break a constraint. Empty texts: what is used by itself. */
export interface DraftPenalty {
  readonly method: PenaltyMethod;
  /** One number, or one for each objective, apart by commas. */
  readonly delta: string;
  readonly distance: string;
  readonly alpha: string;
}

const typed = (value: number | undefined) => (value === undefined ? '' : String(value));
const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

export const draftConstraints = ({ constraints = [] }: Experiment): DraftConstraint[] =>
  constraints.map(({ metric, min, max }) => ({ metric, min: typed(min), max: typed(max) }));

export function draftPenalty({ penalty }: Experiment): DraftPenalty {
  const fixed = penalty?.method === 'delta' ? penalty : undefined;
  return {
    method: penalty?.method ?? 'feasibleFirst',
    delta: fixed?.delta === undefined ? '' : [fixed.delta].flat().join(', '),
    distance: typed(fixed?.distance),
    alpha: penalty?.method === 'distance' ? String(penalty.alpha) : '1',
  };
}

/** The fields of the experiment file that they stand for; none where there is no constraint. */
export function readConstraints(constraints: readonly DraftConstraint[], penalty: DraftPenalty): Record<string, unknown> {
  if (constraints.length === 0) return {};
  const bound = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: number(text) });
  return {
    constraints: constraints.map(({ metric, min, max }) => ({ metric, ...bound('min', min), ...bound('max', max) })),
    ...(penalty.method === 'feasibleFirst' ? {} : { penalty: readPenalty(penalty) }),
  };
}

function readPenalty({ method, delta, distance, alpha }: DraftPenalty): Record<string, unknown> {
  if (method === 'distance') return { method, alpha: number(alpha) };
  const values = delta.split(',').map(number);
  return {
    method,
    ...(delta.trim() === '' ? {} : { delta: values.length === 1 ? values[0] : values }),
    ...(distance.trim() === '' ? {} : { distance: number(distance) }),
  };
}
