import type { Period } from '../../market/bars.ts';
import { type Decided, Outcome } from '../objectives/outcome.ts';
import { type ObjectiveName, objectiveNames, objectives } from '../objectives/registry.ts';
import { type Risk, riskOf } from './risk.ts';

export type PeriodMetrics = Readonly<Record<ObjectiveName, number>> & Risk;

/** Every metric of a strategy in one period. Without a held bar there is none: all are NaN but those that count. */
export function periodMetrics(decided: Decided, period: Period): PeriodMetrics {
  const outcome = new Outcome(decided, period);
  const idle = outcome.held.length === 0;
  const counts: readonly string[] = ['trades', 'exposure', 'turnover', 'size'];
  const value = (name: ObjectiveName) => (idle && !counts.includes(name) ? Number.NaN : objectives[name].value(outcome));
  const values = Object.fromEntries(objectiveNames.map((name) => [name, value(name)])) as Record<ObjectiveName, number>;
  const risk = riskOf(outcome);
  return { ...values, ...(idle ? (Object.fromEntries(Object.keys(risk).map((name) => [name, Number.NaN])) as unknown as Risk) : risk) };
}
