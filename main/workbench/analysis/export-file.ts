import type { ExportFormat, ExportOptions, ExportPreview } from '../../../preload/contract.ts';
import { strategiesCsv } from '../../export/csv.ts';
import type { ExportFile, ExportInput } from '../../export/input.ts';
import { strategiesJson } from '../../export/json.ts';
import { tradesCsv } from '../../export/trades-csv.ts';
import { strategiesTypescript } from '../../export/typescript/module.ts';

const make: Readonly<Record<ExportFormat, (inputs: readonly ExportInput[], options: ExportOptions) => ExportFile>> = {
  json: strategiesJson,
  csv: strategiesCsv,
  typescript: strategiesTypescript,
  trades: tradesCsv,
};

export const exportFile = (format: ExportFormat, inputs: readonly ExportInput[], options: ExportOptions): ExportFile =>
  make[format](inputs, options);

/** Characters of a preview: more than anybody scrolls through. */
const PREVIEWED = 100_000;

export const previewOf = ({ name, text }: ExportFile): ExportPreview => ({
  name,
  text: text.slice(0, PREVIEWED),
  characters: text.length,
  lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
});
