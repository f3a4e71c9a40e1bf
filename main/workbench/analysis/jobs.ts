import type {
  CorrelationView,
  CurveView,
  Experiment,
  ExportFormat,
  ExportOptions,
  ExportPreview,
  FoldView,
  StrategyReport,
} from '../../../preload/contract.ts';
import type { ExportFile, ExportInput } from '../../export/input.ts';
import { curveWithin } from './curve.ts';
import { type DataInput, KnownData } from './data.ts';
import { exportFile, previewOf } from './export-file.ts';
import { inspect } from './inspect.ts';
import { Likeness, type LikenessGroup } from './likeness.ts';

/** Called between the steps of a job; throws an AbortError when nobody waits for it any more. */
export type Checkpoint = () => void;

interface InspectInput {
  readonly strategy: string;
  readonly experiment: Experiment;
  readonly data: DataInput;
  /** Whether the experiment has a holdout that has not been opened: then nothing is computed on it. */
  readonly sealed: boolean;
}

interface ExportJobInput {
  readonly format: ExportFormat;
  readonly inputs: readonly ExportInput[];
  readonly options: ExportOptions;
}

/** What goes into each job and what comes out: all of it can be cloned. */
export interface Jobs {
  inspect: { input: InspectInput; output: StrategyReport };
  curve: { input: InspectInput & { readonly from: number; readonly to: number }; output: CurveView };
  correlate: { input: readonly LikenessGroup[]; output: CorrelationView };
  fold: { input: { readonly groups: readonly LikenessGroup[]; readonly threshold: number }; output: FoldView['groups'] };
  exportFile: { input: ExportJobInput; output: ExportFile };
  previewExport: { input: ExportJobInput; output: ExportPreview };
}
export type JobName = keyof Jobs;

export type DoJobs = { readonly [J in JobName]: (input: Jobs[J]['input'], checkpoint: Checkpoint) => Jobs[J]['output'] };

/** The jobs, with a memory of their own for what they find out about data and strategies. */
export function createJobs(): DoJobs {
  const known = new KnownData();
  const likeness = new Likeness(known);
  return {
    inspect: ({ strategy, experiment, data, sealed }, checkpoint) => inspect(strategy, experiment, known.get(data), sealed, checkpoint),
    curve: ({ from, to, ...input }) => curveWithin(input.strategy, input.experiment, known.get(input.data), input.sealed, from, to),
    correlate: (groups, checkpoint) => likeness.correlate(groups, checkpoint),
    fold: ({ groups, threshold }, checkpoint) => likeness.fold(groups, threshold, checkpoint),
    exportFile: ({ format, inputs, options }) => exportFile(format, inputs, options),
    previewExport: ({ format, inputs, options }) => previewOf(exportFile(format, inputs, options)),
  };
}
