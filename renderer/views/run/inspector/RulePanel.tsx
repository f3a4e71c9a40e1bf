import type { Condition, ReadingView, StrategyReport } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { StrategyText } from '../../../components/StrategyText.tsx';

/** The rule as it is written and as it reads. */
export function RulePanel({ report }: { readonly report: StrategyReport }) {
  return (
    <Panel title="Rule" actions={<CopyButton label="Copy strategy" text={() => report.strategy} />} className="rule">
      <StrategyText text={report.strategy} />
      <Reading reading={report.reading} />
    </Panel>
  );
}

/** A strategy in English: conditions under each other, and what the words rest on. */
export function Reading({ reading }: { readonly reading: ReadingView }) {
  return (
    <section className="reading" aria-label="In plain English">
      <p>{reading.text}</p>
      <Conditions parts={reading.parts} />
      {reading.notes.length > 0 && (
        <details className="help">
          <summary>What the words mean</summary>
          <ul>
            {reading.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Conditions({ parts }: { readonly parts: readonly Condition[] }) {
  if (parts.length === 0) return null;
  return (
    <ul>
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions of one rule stay where they are, and may read alike.
        <li key={i}>
          {part.text}
          {part.parts.length > 0 && ':'}
          <Conditions parts={part.parts} />
        </li>
      ))}
    </ul>
  );
}
