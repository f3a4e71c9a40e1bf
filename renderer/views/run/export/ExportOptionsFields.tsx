import { Checkbox, HTMLSelect } from '@blueprintjs/core';
import type { ExportFormat, ExportOptions } from '../../../../preload/contract.ts';

interface ExportOptionsFieldsProps {
  readonly format: ExportFormat;
  readonly options: ExportOptions;
  readonly onChange: (options: ExportOptions) => void;
}

type Flag = 'indent' | 'trees' | 'reading' | 'periods';
const flags: Readonly<Record<ExportFormat, readonly Flag[]>> = {
  json: ['reading', 'trees', 'indent'],
  csv: ['periods'],
  typescript: ['reading'],
  trades: [],
};
const texts: Readonly<Record<Flag, string>> = {
  reading: 'With each rule in plain English',
  trees: 'With each rule as a tree',
  indent: 'Indented, a line for each value',
  periods: 'With columns for each training period',
};

/** What there is to choose in this format. */
export function ExportOptionsFields({ format, options, onChange }: ExportOptionsFieldsProps) {
  return (
    <fieldset className="export-options" aria-label="Options">
      {flags[format].map((flag) => (
        <Checkbox
          key={flag}
          label={texts[flag]}
          checked={options[flag] ?? true}
          onChange={({ currentTarget }) => onChange({ ...options, [flag]: currentTarget.checked })}
        />
      ))}
      {(format === 'csv' || format === 'trades') && (
        <span className="axis-choice">
          Separator{' '}
          <HTMLSelect
            aria-label="Separator"
            value={options.separator ?? ','}
            options={[
              { value: ',', label: 'Comma' },
              { value: ';', label: 'Semicolon' },
              { value: '\t', label: 'Tab' },
            ]}
            onChange={({ currentTarget }) => onChange({ ...options, separator: currentTarget.value as ',' | ';' | '\t' })}
          />
        </span>
      )}
    </fieldset>
  );
}
