import { Fragment } from 'react';

interface StrategyTextProps {
  readonly text: string;
  /** Stretches of characters [from, to) that are marked, in their order. */
  readonly marked?: readonly (readonly [number, number])[];
}

/** The text of a strategy, on as many lines as it needs; may break after commas and brackets only. */
export function StrategyText({ text, marked = [] }: StrategyTextProps) {
  return (
    <code className="strategy-text">
      {marked.map(([from, to], i) => (
        <Fragment key={from}>
          <Pieces text={text.slice(marked[i - 1]?.[1] ?? 0, from)} />
          <mark>
            <Pieces text={text.slice(from, to)} />
          </mark>
        </Fragment>
      ))}
      <Pieces text={text.slice(marked.at(-1)?.[1] ?? 0)} />
    </code>
  );
}

function Pieces({ text }: { readonly text: string }) {
  return text.split(/(?<=[,(])/).map((piece, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity.
    <span key={i}>
      {piece}
      <wbr />
    </span>
  ));
}
