import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { Disclosure } from '../../components/Disclosure.tsx';
import { Stepper } from '../../components/Stepper.tsx';
import { changeDraft } from '../../state/draft.ts';
import type { SectionProps } from './sections.ts';
import { useCatalogue } from './use-catalogue.ts';

const titles: Readonly<Record<string, string>> = {
  price: 'Prices',
  volume: 'Volume',
  range: 'Differences of prices',
  ratio: 'Ratios',
  oscillator: 'From 0 to 100',
  signal: 'True or false',
  any: 'In the unit of what goes in',
};

/** How often each function and column is drawn, by the unit of what it gives: units are kept apart in the dimensioned set. */
export function WeightsSection({ draft, errors }: SectionProps) {
  const [open, setOpen] = useState(false);
  const catalogue = useCatalogue();
  const weights = draft.primitiveWeights;
  const changed = Object.entries(weights).filter(([, text]) => text !== '1');
  const wrong = Object.entries(errors).filter(([name]) => name.startsWith('primitiveWeights'));
  const groups = Map.groupBy(catalogue?.primitives ?? [], ({ unit = 'any' }) => unit);
  const set = (name: string, value: string) => changeDraft((d) => ({ ...d, primitiveWeights: { ...d.primitiveWeights, [name]: value } }));
  const summary = changed.length === 0 ? 'all equally likely' : changed.map(([name, text]) => `${name} ${text}`).join(', ');
  return (
    <Disclosure
      title="Primitive weights"
      summary={summary}
      open={open || wrong.length > 0}
      onToggle={() => setOpen(!open)}
      className="weights"
    >
      <div className="toolbar">
        <p className="help">How often each is drawn, compared with 1 for the others. 0 leaves it out altogether.</p>
        <span className="spring" />
        <Button
          size="small"
          variant="minimal"
          text="All 1"
          disabled={changed.length === 0}
          onClick={() => changeDraft((d) => ({ ...d, primitiveWeights: {} }))}
        />
      </div>
      {wrong.map(([name, message]) => (
        <p key={name} className="help error" role="alert" aria-invalid="true">
          {name.replace(/^primitiveWeights\.?/, '')} {message}
        </p>
      ))}
      <div className="weight-groups">
        {Object.keys(titles)
          .flatMap((unit) => (groups.has(unit) ? [[unit, groups.get(unit)!] as const] : []))
          .map(([group, primitives]) => (
            <fieldset key={group} className="weight-group">
              <legend>{titles[group] ?? group}</legend>
              {primitives.map(({ name, description }) => (
                <div key={name} className="weight" title={description ?? name}>
                  <code>{name}</code>
                  <Stepper
                    label={`weight of ${name}`}
                    value={weights[name] ?? '1'}
                    changed={(weights[name] ?? '1') !== '1'}
                    onChange={(value) => set(name, value)}
                  />
                </div>
              ))}
            </fieldset>
          ))}
      </div>
    </Disclosure>
  );
}
