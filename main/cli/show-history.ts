import type { Run } from '../../preload/contract.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { fitnessText, print, printJson } from './session.ts';
import { table } from './table.ts';

/** Every strategy of all generations that no other one dominates. */
export async function front(workbench: Workbench, run: Run, json: boolean | undefined): Promise<void> {
  const names = run.experiment.objectives.map((objective) => objective.metric);
  for (const champion of await workbench.records.front(run.id)) {
    if (json) printJson(champion);
    else print(`${fitnessText(names, champion.fitness)}\n     ${champion.strategy}`);
  }
}

/** How often each operator made a child better than its parent, equal to it or worse. */
export async function operators(workbench: Workbench, run: Run, json: boolean | undefined): Promise<void> {
  const credits = await workbench.records.operators(run.id);
  if (json) {
    for (const credit of credits) printJson(credit);
    return;
  }
  const share = (part: number, all: number) => `${((100 * part) / all).toFixed(1)}%`;
  const rows = credits.map(({ operator, better, equal, worse }) => {
    const all = better + equal + worse;
    return [operator, String(all), share(better, all), share(equal, all), share(worse, all)];
  });
  for (const line of table([['operator', 'children', 'better', 'equal', 'worse'], ...rows])) print(line);
}
