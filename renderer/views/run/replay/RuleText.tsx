import { StrategyText } from '../../../components/StrategyText.tsx';

interface RuleTextProps {
  readonly text: string;
  readonly marked: readonly (readonly [number, number])[];
  /** Of its box, when there are several. */
  readonly name?: string;
}

/** A rule with what changed marked, in a box that scrolls. */
export function RuleText({ text, marked, name = 'Rule' }: RuleTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className="individual-text" tabIndex={0} aria-label={name}>
      <StrategyText text={text} marked={marked} />
    </section>
  );
}
