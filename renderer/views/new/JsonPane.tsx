import { CopyButton } from '../../components/CopyButton.tsx';
import { Panel } from '../../components/Panel.tsx';
import { changeDraft, type Draft, draftOf } from '../../state/draft.ts';
import { jsonOf, type ReadJson, readJson } from '../../state/json-draft.ts';
import { UnusedNote } from './UnusedNote.tsx';

/** What was typed into the JSON, and the form as it then was: a form that has changed since wins. */
export interface TypedJson {
  readonly text: string;
  readonly draft: Draft;
  readonly read: ReadJson;
}

interface JsonPaneProps {
  readonly draft: Draft;
  readonly typed: TypedJson | null;
  readonly onType: (typed: TypedJson) => void;
}

/** The experiment as the file that it is: what changes here changes the form, and the other way round. */
export function JsonPane({ draft, typed, onType }: JsonPaneProps) {
  const shown = typed?.draft === draft ? typed : null;
  const text = shown?.text ?? jsonOf(draft);
  const errors = shown && !shown.read.ok ? shown.read.errors : [];
  const type = (next: string) => {
    const read = readJson(next);
    if (!read.ok) return onType({ text: next, draft, read });
    const { workers, maxSeconds } = draft.numbers;
    const form = draftOf(read.experiment);
    const changed = { ...form, numbers: { ...form.numbers, workers, maxSeconds }, fork: draft.fork };
    changeDraft(() => changed);
    onType({ text: next, draft: changed, read });
  };
  return (
    <Panel title="Experiment file" className="json-pane" actions={<CopyButton label="Copy JSON" text={() => text} />}>
      <textarea
        className="code-area"
        aria-label="Experiment as JSON"
        aria-invalid={errors.length > 0}
        aria-describedby="json-errors"
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      {shown?.read.ok && <UnusedNote experiment={shown.read.experiment} />}
      <div id="json-errors" className="json-errors" role="status">
        {errors.length === 0 ? (
          <span className="help">
            <code>organism run</code> takes it as a file. Typing here changes the form at once.
          </span>
        ) : (
          <ul aria-label="Mistakes in the JSON">
            {errors.map(({ place, message }) => (
              <li key={place + message} className="error">
                {place && <code>{place}</code>} {message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
