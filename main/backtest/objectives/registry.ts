import { exposure, trades, turnover } from './activity.ts';
import { calendarSharpe } from './calendar-sharpe.ts';
import { cagr, calmar } from './growth.ts';
import { maxDrawdownObjective, sharpeObjective, winRateObjective } from './language.ts';
import type { Direction, Objective } from './objective.ts';
import { profitFactor } from './profit-factor.ts';
import { size } from './size.ts';
import { sortino } from './sortino.ts';

/** Every objective, by the name that experiments use. */
export const objectives = {
  sharpe: sharpeObjective,
  maxDrawdown: maxDrawdownObjective,
  winRate: winRateObjective,
  calendarSharpe,
  sortino,
  calmar,
  cagr,
  profitFactor,
  exposure,
  turnover,
  trades,
  size,
} as const satisfies Readonly<Record<string, Objective>>;

export type ObjectiveName = keyof typeof objectives;

export const objectiveNames = Object.keys(objectives) as ObjectiveName[];

/** An objective that an experiment asks for. */
export interface ChosenObjective {
  readonly name: ObjectiveName;
  /** Which way is better. Absent: the objective's own direction. */
  readonly direction?: Direction;
}

/** Those of `language.md`, in its order. */
export const languageObjectives: readonly ChosenObjective[] = [{ name: 'sharpe' }, { name: 'maxDrawdown' }, { name: 'winRate' }];
