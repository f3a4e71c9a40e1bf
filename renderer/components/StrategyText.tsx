interface StrategyTextProps {
  readonly text: string;
  /** Characters [from, to) that are marked. */
  readonly marked?: readonly [number, number] | null;
}

/** The text of a strategy, on as many lines as it needs; may break after commas and brackets only. */
export function StrategyText({ text, marked = null }: StrategyTextProps) {
  const [from, to] = marked ?? [0, 0];
  return (
    <code className="strategy-text">
      <Pieces text={text.slice(0, from)} />
      {to > from && (
        <mark>
          <Pieces text={text.slice(from, to)} />
        </mark>
      )}
      <Pieces text={text.slice(to)} />
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
