import type { GivenSplit } from '../../preload/contract.ts';

/** The fields of the three methods by which a data set is cut. */
export const splitFields = {
  validation: { label: 'Validation', help: 'Share of the data.', placeholder: '0.2' },
  holdout: { label: 'Holdout', help: 'Share at the end that stays sealed.', placeholder: '0.2' },
  trainingPeriods: { label: 'Training periods', help: 'The rest, in so many parts.', placeholder: '3' },
  runs: { label: 'Runs', help: 'How often one walks forward.', placeholder: '' },
  outOfSample: { label: 'Out of sample', help: 'Share of each run that is validated.', placeholder: '' },
  gap: { label: 'Gap', help: 'Bars left out before validation.', placeholder: '0' },
  folds: { label: 'Folds', help: 'Each is validated once.', placeholder: '' },
  purge: { label: 'Purge', help: 'Bars left out around it.', placeholder: '0' },
  embargo: { label: 'Embargo', help: 'Bars left out after it.', placeholder: '0' },
  use: { label: 'Use', help: 'Which of them this experiment is.', placeholder: '' },
} as const satisfies Record<string, { readonly label: string; readonly help: string; readonly placeholder: string }>;
export type SplitField = keyof typeof splitFields;

interface Method {
  readonly name: string;
  readonly help: string;
  readonly fields: readonly SplitField[];
}

export const splitMethods: Record<GivenSplit['method'], Method> = {
  shares: {
    name: 'By shares',
    help: 'Training first, then validation, then holdout.',
    fields: ['validation', 'holdout', 'trainingPeriods'],
  },
  walkForward: {
    name: 'Walk-forward',
    help: 'Train on what came before, validate on what comes next, move on.',
    fields: ['runs', 'use', 'outOfSample', 'gap', 'holdout'],
  },
  kFold: {
    name: 'k-fold',
    help: 'Validate on one part, train on all others, with bars left out between them.',
    fields: ['folds', 'use', 'purge', 'embargo', 'holdout'],
  },
};

/** The fields as they are typed; those that another method has stay as they are. */
export interface SplitDraft {
  readonly method: GivenSplit['method'];
  readonly mode: 'anchored' | 'rolling';
  readonly numbers: Readonly<Record<SplitField, string>>;
}

const fresh: SplitDraft['numbers'] = {
  ...{
    validation: '0.2',
    holdout: '0.2',
    trainingPeriods: '3',
    runs: '5',
    outOfSample: '0.25',
    gap: '',
    folds: '5',
    purge: '',
    embargo: '',
    use: '1',
  },
};

export function splitDraftOf(split: GivenSplit | undefined): SplitDraft {
  const numbers = Object.entries(split ?? {}).filter(([name]) => name in splitFields);
  return {
    method: split?.method ?? 'shares',
    mode: split?.method === 'walkForward' ? split.mode : 'anchored',
    numbers: { ...fresh, ...Object.fromEntries(numbers.map(([name, value]) => [name, String(value)])) },
  };
}

/** What the schema is to read: empty fields are left out. */
export function inputOfSplit({ method, mode, numbers }: SplitDraft): Record<string, unknown> {
  const given = splitMethods[method].fields.filter((name) => numbers[name].trim() !== '');
  return {
    method,
    ...(method === 'walkForward' ? { mode } : {}),
    ...Object.fromEntries(given.map((name) => [name, Number(numbers[name])])),
  };
}
