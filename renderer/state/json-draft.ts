import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import type { Draft } from './draft.ts';
import { explain } from './explain.ts';
import { inputOf } from './read-draft.ts';

/** JSON with short lists and records on one line each, as people write experiment files. */
export function prettyJson(value: unknown): string {
  const short = (block: string) => {
    const line = block.replace(/\n\s*/g, ' ');
    return line.length <= 76 ? line : block;
  };
  return JSON.stringify(value, null, 2).replace(/[[{]\n[^[\]{}]*\n\s*[\]}]/g, short);
}

/** The form as an experiment file. */
export const jsonOf = (draft: Draft): string => `${prettyJson(inputOf(draft))}\n`;

export type ReadJson =
  | { readonly ok: true; readonly experiment: Experiment }
  | { readonly ok: false; readonly errors: readonly { readonly place: string; readonly message: string }[] };

/** An experiment file as it is typed: the experiment, or everything that is wrong with it and where. */
export function readJson(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, errors: [{ place: '', message: syntaxMessage(text, error as SyntaxError) }] };
  }
  const parsed = experimentSchema.safeParse(value);
  if (parsed.success) return { ok: true, experiment: parsed.data };
  return { ok: false, errors: parsed.error.issues.map((issue) => ({ place: issue.path.join('.'), message: explain(issue) })) };
}

/** The line of a mistake in the notation, which the engine gives as a position. */
function syntaxMessage(text: string, error: SyntaxError): string {
  const position = /position (\d+)/.exec(error.message)?.[1];
  const what = error.message.replace(/ in JSON at position.*$| is not valid JSON$/, '').replace(/ \(line.*$/, '');
  if (position === undefined) return what;
  const before = text.slice(0, Number(position)).split('\n');
  return `Line ${before.length}, column ${before.at(-1)!.length + 1}: ${what}`;
}
