import { HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useMemo } from 'react';
import type { GivenImportOptions, ImportPreview } from '../../../../preload/contract.ts';
import { Field } from '../../../components/Field.tsx';
import { choose, nameImport } from '../../../state/import-data.ts';

interface ImportChoicesProps {
  readonly preview: ImportPreview;
  readonly options: GivenImportOptions;
  readonly name: string;
  readonly busy: boolean;
}

type Option = { readonly value: string; readonly label: string };

/** Everything about a file that can be chosen, the flags of `organism import`; each says what was recognised. */
export function ImportChoices({ preview, options, name, busy }: ImportChoicesProps) {
  const { recognised, place } = preview;
  const csv = recognised?.format !== 'parquet';
  const zones = useMemo((): Option[] => ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => ({ value: zone, label: zone })), []);
  const lines = place === 'line' ? 'Lines' : 'Rows';
  const found = (text: string | undefined | null) => (text ? `Recognised: ${text}` : 'Recognise');
  const select = (key: keyof GivenImportOptions, automatic: string | null, list: readonly Option[]) => (
    <HTMLSelect
      fill
      disabled={busy}
      value={String(options[key] ?? '')}
      options={automatic === null ? [...list] : [{ value: '', label: automatic }, ...list]}
      onChange={({ currentTarget }) => choose({ [key]: currentTarget.value === '' ? undefined : currentTarget.value })}
    />
  );
  return (
    <div className="import-choices">
      <Field label="Name" help="What the data set is called." error={name.trim() === '' ? 'Needs a text' : undefined}>
        <InputGroup value={name} maxLength={200} onValueChange={nameImport} />
      </Field>
      {csv && (
        <Field label="Dates" help={dateHelp(recognised?.dateFormat)}>
          {select('dateFormat', found(recognised?.dateFormat), [
            { value: 'dmy', label: 'Day, month, year' },
            { value: 'mdy', label: 'Month, day, year' },
            { value: 'ymd', label: 'Year, month, day' },
          ])}
        </Field>
      )}
      <Field label="Time zone" help={zoneHelp(recognised?.timeZone)}>
        {select('timeZone', 'UTC, unless the file says', zones)}
      </Field>
      {csv && (
        <Field label="Decimal sign" help="Of prices.">
          {select('decimal', found(recognised && (recognised.decimal === '.' ? 'point' : 'comma')), [
            { value: '.', label: 'Point: 1234.5' },
            { value: ',', label: 'Comma: 1234,5' },
          ])}
        </Field>
      )}
      {csv && (
        <Field label="Columns are divided by" help="One sign in the whole file.">
          {select('delimiter', found(recognised && delimiterNames[recognised.delimiter ?? '']), delimiters)}
        </Field>
      )}
      {(recognised?.symbols.length ?? 0) > 1 && (
        <Field label="Instrument" help="The file holds several; a data set holds one.">
          {select(
            'symbol',
            'Choose …',
            recognised!.symbols.map((symbol) => ({ value: symbol, label: symbol })),
          )}
        </Field>
      )}
      <Field label={`${lines} without prices`} help="Empty, null or NaN.">
        {select('emptyRows', 'Are a problem', [{ value: 'drop', label: 'Leave out' }])}
      </Field>
      <Field label={`${lines} that cannot be read`} help="Or whose high is below their low.">
        {select('badRows', 'Are a problem', [{ value: 'drop', label: 'Leave out' }])}
      </Field>
      <Field label="Bars of one time" help="That have other values.">
        {select('duplicates', 'Are a problem', [
          { value: 'first', label: 'Keep the first' },
          { value: 'last', label: 'Keep the last' },
        ])}
      </Field>
      <Field label={`${lines} out of order`} help="That do not run one way in time.">
        {select('unordered', 'Are a problem', [{ value: 'sort', label: 'Sort by time' }])}
      </Field>
    </div>
  );
}

const delimiterNames: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const delimiters: readonly Option[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar |' },
];

const dateHelp = (format: string | undefined) => (format === undefined ? 'How they are written.' : 'In dates such as 03/04/2005.');
const zoneHelp = (zone: string | undefined) => (zone === 'none' ? 'Dates without a time of day need none.' : 'Of times that name none.');
