import { Button, TextArea } from '@blueprintjs/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useId, useRef } from 'react';
import type { StrategyReport } from '../../../../preload/contract.ts';
import type { Sight } from '../../../charts/sight.ts';
import { Failed } from '../../../components/Notice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { edit, useEdited, withdrawEdit } from '../../../state/edited.ts';
import { query } from '../../../state/queries.ts';
import { BesidePanel } from './BesidePanel.tsx';
import { Reading } from './RulePanel.tsx';
import type { StrategySource } from './source.ts';

interface EditPanelProps {
  readonly report: StrategyReport;
  readonly source: StrategySource;
  /** What can be done with the text as it is now; it gets the edited strategy, as it is printed. */
  readonly actions: (strategy: string) => ReactNode;
  /** What is in sight of the charts of both, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** The rule as a text to change: what is wrong is shown at its place, what is right is evaluated at once. Nothing is stored. */
export function EditPanel({ report, source, actions, range, onRange }: EditPanelProps) {
  const text = useEdited((edited) => edited[report.strategy]) ?? report.strategy;
  const settled = useDeferredValue(text);
  const checked = useQuery({
    ...query('strategies.check', { strategy: settled, window: report.window }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const problem = checked.data?.problem ?? null;
  const strategy = checked.data?.problem === null ? checked.data.strategy : null;
  const changed = strategy !== null && strategy !== report.strategy;
  const evaluated = useQuery({
    ...query('strategies.inspect', { ...source, strategy: strategy ?? '' }),
    enabled: changed,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });

  const goTo = (column: number) => {
    const element = area.current!;
    element.focus();
    const [word] = /^[\w.+-]+|^./.exec(text.slice(column - 1)) ?? [''];
    element.setSelectionRange(column - 1, column - 1 + word.length);
  };

  return (
    <>
      <Panel
        title="Edit"
        className="edit"
        actions={
          <>
            {changed && actions(strategy)}
            <Button
              size="small"
              text="Back to the original"
              disabled={text === report.strategy}
              onClick={() => withdrawEdit(report.strategy)}
            />
          </>
        }
      >
        <TextArea
          inputRef={area}
          className="edit-text"
          aria-label="Rule"
          aria-describedby={`${id}-problem`}
          aria-invalid={problem !== null}
          intent={problem ? 'danger' : 'none'}
          spellCheck={false}
          autoResize
          value={text}
          onChange={({ currentTarget }) => edit(report.strategy, currentTarget.value)}
        />
        <div id={`${id}-problem`} role="status" className="edit-state">
          {problem && (
            <>
              <Place text={settled} column={problem.column} />
              <p className="error">
                Column {problem.column}: {problem.message.replace(/[^?]$/, '$&.')}{' '}
                <button type="button" className="link" onClick={() => goTo(problem.column)}>
                  Go there
                </button>
              </p>
            </>
          )}
          {!problem && !changed && (
            <p className="help">Change the rule, and see at once what it would have done. Nothing is stored until you pin it.</p>
          )}
        </div>
        {checked.data?.problem === null && changed && <Reading reading={checked.data.reading} />}
      </Panel>
      {evaluated.error && changed && <Failed what="The edited strategy" error={evaluated.error} retry={() => evaluated.refetch()} />}
      {changed && evaluated.data && <BesidePanel original={report} edited={evaluated.data} range={range} onRange={onRange} />}
    </>
  );
}

/** How much of a long text is shown on either side of what is wrong. */
const AROUND = 60;

/** The text about a column, which is marked. */
function Place({ text, column }: { readonly text: string; readonly column: number }) {
  const at = column - 1;
  const [word] = /^[\w.+-]+|^./s.exec(text.slice(at)) ?? [' '];
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + word.length + AROUND);
  return (
    <code className="edit-place">
      {from > 0 && '…'}
      {text.slice(from, at)}
      <mark>{text.slice(at, at + word.length) || '\u00a0'}</mark>
      {text.slice(at + word.length, to)}
      {to < text.length && '…'}
    </code>
  );
}
