import { Command } from 'commander';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { openingsText } from './holdout-openings.ts';
import { dbFlag, fitnessText, print, printJson, type Session, utc } from './session.ts';

interface HoldoutFlags extends ComputeFlags {
  readonly json?: boolean;
}

export const holdoutCommand = (session: Session): Command =>
  withComputeFlags(
    new Command('holdout')
      .description('open the sealed holdout of a run: what its best strategies are worth there. Judged once; every opening is noted')
      .argument('<run>', 'number of the run, from `organism runs`'),
  )
    .option(...dbFlag)
    .option('--json', 'the report as one JSON object')
    .action((run: string, flags: HoldoutFlags) =>
      withEngine(session, flags, async (workbench) => {
        const report = await workbench.holdouts.open(run);
        const before = workbench.holdouts.openings(run);
        if (flags.json) {
          printJson({ run, ...report, before });
          return;
        }
        const { objectives } = workbench.runs.get(run).experiment;
        const names = objectives.map((objective) => objective.metric);
        const again = report.openings > 1 ? `, and asked for ${report.openings} times in all` : '';
        print(`holdout of run ${run}: opened ${utc(report.openedAt)}, after generation ${report.generation}${again}`);
        for (const text of openingsText(before)) print(text);
        for (const [i, { strategy, training, validation, holdout }] of report.rows.entries()) {
          print(`${String(i + 1).padStart(3)}  holdout     ${fitnessText(names, holdout)}`);
          if (validation) print(`     validation  ${fitnessText(names, validation)}`);
          print(`     training    ${fitnessText(names, training)}\n     ${strategy}`);
        }
      }),
    );
