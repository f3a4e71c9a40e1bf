import { Command, InvalidArgumentError, Option } from 'commander';
import { type GivenSplit, splitSchema } from '../../preload/contract.ts';
import { parseInput } from '../workbench/input.ts';
import { dbFlag, print, type Session, wholeNumber, withWorkbench } from './session.ts';

interface SplitFlags {
  readonly data: string;
  readonly window: number;
  readonly method: GivenSplit['method'];
  readonly db?: string;
  readonly [field: string]: unknown;
}

const share = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1))
    throw new InvalidArgumentError('It takes a share from 0 to less than 1, such as 0.25.');
  return value;
};

/** What the schema has no default for. */
const usual: Readonly<Record<GivenSplit['method'], object>> = {
  shares: {},
  walkForward: { runs: 5, outOfSample: 0.25, use: 1 },
  kFold: { folds: 5, use: 1 },
};

export const splitCommand = (session: Session): Command =>
  new Command('split')
    .description('the periods of training, validation and holdout that a method gives, to put into an experiment file')
    .requiredOption('--data <file>', 'CSV or Parquet file with bars, or id or name of a data set')
    .addOption(new Option('--method <method>', 'how to cut').choices(['shares', 'walkForward', 'kFold']).default('shares'))
    .option('--window <n>', 'bars that a decision may look back on', wholeNumber(2, 65_000), 100)
    .option('--holdout <share>', 'share at the end that is sealed (default: 0.2)', share)
    .option('--validation <share>', 'shares: behind training (default: 0.2)', share)
    .option('--training-periods <n>', 'shares: into how many training is cut (default: 3)', wholeNumber(1, 100))
    .option('--runs <n>', 'walkForward: how often it is trained anew (default: 5)', wholeNumber(1, 1_000))
    .option('--out-of-sample <share>', 'walkForward: share of a run that is validated (default: 0.25)', share)
    .addOption(new Option('--mode <mode>', 'walkForward: training grows, or moves on (default: anchored)').choices(['anchored', 'rolling']))
    .option('--gap <n>', 'walkForward: returns left out between training and validation', wholeNumber(0))
    .option('--folds <n>', 'kFold: parts of the data, each validated once (default: 5)', wholeNumber(2, 1_000))
    .option('--purge <n>', 'kFold: bars left out on both sides of validation', wholeNumber(0))
    .option('--embargo <n>', 'kFold: further bars left out behind it', wholeNumber(0))
    .option('--use <n>', 'walkForward, kFold: which run or fold, from 1 (default: 1)', wholeNumber(1))
    .option(...dbFlag)
    .action((flags: SplitFlags) =>
      withWorkbench(session, flags, async (workbench) => {
        const { data, window, db: _, ...given } = flags;
        const split = parseInput(splitSchema, { ...usual[given.method], ...given }, 'The split');
        const dataset = await workbench.datasets.resolve(data);
        const periods = await workbench.handlers['experiments.split']({ data: dataset.id, window, split });
        const roles = Object.entries(periods).filter(([, list]) => list.length > 0);
        const lines = roles.map(
          ([role, list]) => `  "${role}": [\n${list.map((one: unknown) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]`,
        );
        print(`{\n${lines.join(',\n')}\n}`);
      }),
    );
