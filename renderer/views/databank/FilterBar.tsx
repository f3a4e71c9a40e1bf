import { Button, HTMLSelect, InputGroup, Switch } from '@blueprintjs/core';
import { Cross, Filter, Search } from '@blueprintjs/icons';
import { type DatabankEntry, type Metric, metrics } from '../../../preload/contract.ts';
import { metricText } from '../../format/fitness.ts';
import { type MetricRange, noFilter, type Part, useDatabank } from '../../state/databank.ts';

/** What of the databank is shown. */
export function FilterBar({ entries }: { readonly entries: readonly DatabankEntry[] }) {
  const { text, data, tag, pinned, ranges, folding, threshold } = useDatabank();
  const datasets = new Map(entries.map(({ dataset }) => [dataset.hash, dataset.name]));
  const tags = [...new Set(entries.flatMap((entry) => entry.tags))].sort((a, b) => a.localeCompare(b, 'en'));
  const filters = text !== '' || data !== null || tag !== null || pinned || ranges.length > 0;
  const setRange = (i: number, change: Partial<MetricRange>) =>
    useDatabank.setState({ ranges: ranges.map((range, place) => (place === i ? { ...range, ...change } : range)) });
  const percent = Number(threshold);
  const valid = threshold.trim() !== '' && percent >= 0 && percent <= 100;
  return (
    <div className="databank-filter">
      <div className="toolbar">
        <InputGroup
          leftElement={<Search />}
          type="search"
          placeholder="Rule, run, data, tag or note"
          aria-label="Search"
          value={text}
          onValueChange={(value) => useDatabank.setState({ text: value })}
        />
        <HTMLSelect
          aria-label="Data"
          value={data ?? ''}
          options={[{ value: '', label: 'All data' }, ...[...datasets].map(([value, label]) => ({ value, label }))]}
          onChange={({ currentTarget }) => useDatabank.setState({ data: currentTarget.value || null })}
        />
        <HTMLSelect
          aria-label="Tag"
          value={tag ?? ''}
          disabled={tags.length === 0}
          options={[{ value: '', label: 'All tags' }, ...tags]}
          onChange={({ currentTarget }) => useDatabank.setState({ tag: currentTarget.value || null })}
        />
        <Switch
          label="Pinned only"
          checked={pinned}
          onChange={({ currentTarget }) => useDatabank.setState({ pinned: currentTarget.checked })}
        />
        <Button
          icon={<Filter />}
          text="Add a range"
          onClick={() => useDatabank.setState({ ranges: [...ranges, { metric: 'sharpe', part: 'training', min: '', max: '' }] })}
        />
        {filters && <Button variant="minimal" text="Clear filters" onClick={() => useDatabank.setState(noFilter)} />}
        <span className="spring" />
        <Switch
          label="Fold near-duplicates"
          checked={folding}
          onChange={({ currentTarget }) => useDatabank.setState({ folding: currentTarget.checked, unfolded: [] })}
        />
        {folding && (
          <span className="axis-choice">
            from a correlation of{' '}
            <InputGroup
              className="number-input threshold"
              inputMode="decimal"
              aria-label="Correlation from which strategies are folded, in per cent"
              intent={valid ? 'none' : 'danger'}
              value={threshold}
              onValueChange={(value) => useDatabank.setState({ threshold: value })}
            />
            %
          </span>
        )}
      </div>
      {folding && !valid && (
        <p className="error" role="alert">
          The correlation is a number from 0 to 100; at 100 only equal rules and equal decisions are folded.
        </p>
      )}
      {ranges.map((range, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a range has no identity but its place.
        <fieldset key={i} className="toolbar range" aria-label={`Range ${i + 1}`}>
          <HTMLSelect
            aria-label="Metric"
            value={range.metric}
            options={metrics.map((metric) => ({ value: metric, label: metricText[metric].name }))}
            onChange={({ currentTarget }) => setRange(i, { metric: currentTarget.value as Metric })}
          />
          <HTMLSelect
            aria-label="Where"
            value={range.part}
            options={[
              { value: 'training', label: 'in training' },
              { value: 'validation', label: 'in validation' },
            ]}
            onChange={({ currentTarget }) => setRange(i, { part: currentTarget.value as Part })}
          />
          <span className="muted">from</span>
          <InputGroup
            className="number-input bound"
            inputMode="decimal"
            aria-label="At least"
            value={range.min}
            onValueChange={(min) => setRange(i, { min })}
          />
          <span className="muted">to</span>
          <InputGroup
            className="number-input bound"
            inputMode="decimal"
            aria-label="At most"
            value={range.max}
            onValueChange={(max) => setRange(i, { max })}
          />
          <span className="muted">{metricText[range.metric].unit}</span>
          <Button
            variant="minimal"
            icon={<Cross />}
            aria-label={`Remove range ${i + 1}`}
            title={`Remove range ${i + 1}`}
            onClick={() => useDatabank.setState({ ranges: ranges.filter((_, place) => place !== i) })}
          />
        </fieldset>
      ))}
    </div>
  );
}
