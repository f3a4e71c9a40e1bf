/** The text of a strategy, on as many lines as it needs; may break after commas and brackets only. */
export function StrategyText({ text }: { readonly text: string }) {
  const pieces = text.split(/(?<=[,(])\s*/);
  return (
    <code className="strategy-text">
      {pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity.
        <span key={i}>
          {piece}
          {piece.endsWith(',') ? ' ' : ''}
          <wbr />
        </span>
      ))}
    </code>
  );
}
