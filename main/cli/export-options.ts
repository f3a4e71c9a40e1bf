import { type Command, Option } from 'commander';
import type { ExportOptions } from '../../preload/contract.ts';

/** How a format is written; those that mean nothing to it are left unused. */
export interface ExportOptionFlags {
  readonly compact?: boolean;
  readonly trees: boolean;
  readonly reading: boolean;
  readonly periods: boolean;
  readonly separator?: 'comma' | 'semicolon' | 'tab';
}

const separators = { comma: ',', semicolon: ';', tab: '\t' } as const;

export const exportOptionFlags = (command: Command): Command =>
  command
    .option('--compact', 'JSON: on one line')
    .option('--no-trees', 'JSON: without the rules as trees')
    .option('--no-reading', 'JSON and TypeScript: without the rules in plain English')
    .option('--no-periods', 'CSV: without the columns for each training period')
    .addOption(
      new Option('--separator <name>', 'CSV and trades: what stands between cells (default: comma)').choices(Object.keys(separators)),
    );

export const optionsOf = ({ compact, trees, reading, periods, separator }: ExportOptionFlags): ExportOptions => ({
  ...{ indent: !compact, trees, reading, periods },
  ...(separator ? { separator: separators[separator] } : {}),
});
