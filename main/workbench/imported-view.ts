import type { ImportedDataset } from '../../preload/contract.ts';
import type { Imported } from './library.ts';

/** What the window is told of a data set that was just imported. */
export function importedView({ dataset, report }: Imported): ImportedDataset {
  const { dateFormat, columns, ignoredColumns, duplicatesDropped, warnings, warningCount } = report;
  const lines = warnings.map(({ line, message }) => ({ line, message }));
  return { ...dataset, report: { dateFormat, columns, ignoredColumns, duplicatesDropped, warnings: lines, warningCount } };
}
