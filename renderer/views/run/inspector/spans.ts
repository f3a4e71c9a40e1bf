import type { PeriodReport, StrategyReport } from '../../../../preload/contract.ts';
import type { Span } from '../../../charts/parts.ts';

/** The periods with what they are for, as the charts shade them; a holdout also as long as it is sealed. */
export function spansOf({
  periods,
  validation = [],
  holdout,
  sealed,
}: Pick<StrategyReport, 'periods' | 'validation' | 'holdout' | 'sealed'>): Span[] {
  const spans = (role: NonNullable<Span['role']>, list: readonly Pick<PeriodReport, 'from' | 'to'>[]) =>
    list.map(({ from, to }, i): Span => ({ from, to, number: i + 1, role }));
  return [...spans('training', periods), ...spans('validation', validation), ...spans('holdout', holdout ?? sealed)];
}

/** The mark of the period that a bar is judged in, such as 2, V1 or H1; nothing between them. */
export function periodMark({ periods, validation = [], holdout, window }: StrategyReport, bar: number): string {
  const within = ({ start, end }: PeriodReport) => bar >= start + window && bar < end - 1;
  const find = (letter: string, list: readonly PeriodReport[]) => {
    const place = list.findIndex(within);
    return place < 0 ? '' : `${letter}${place + 1}`;
  };
  return find('', periods) || find('V', validation) || find('H', holdout ?? []);
}

/** Whether bars are shorter than a day, so that their time of day is shown. */
export const isIntraday = ({ calendar }: StrategyReport): boolean => calendar.unit === 'day';

/** What a rolling ratio is counted in: bars of a day are days, too. */
export const calendarUnit = ({ calendar }: StrategyReport): 'days' | 'bars' =>
  calendar.unit === 'day' || calendar.perYear === 252 || calendar.perYear === 365 ? 'days' : 'bars';
