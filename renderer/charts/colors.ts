/** The colours that charts draw with. Their values stand in styles/tokens.css only, one per theme. */
const names = [
  'text',
  'muted',
  'border',
  'grid',
  'surface',
  'accent',
  'good',
  'bad',
  'neutral',
  'highlight',
  'shade',
  'shade-2',
  'shade-validation',
  'shade-holdout',
  'validation',
  'holdout',
  'initialise',
  'reproduce',
  'crossover',
  'mutation',
  'both',
  'ramp-1',
  'ramp-2',
  'ramp-3',
  'ramp-4',
  'ramp-5',
] as const;

export type ColorName = (typeof names)[number];
export type ChartColors = Readonly<Record<ColorName, string>>;

/** Reads the design tokens of the theme that is on. */
export function readColors(element: Element = document.body): ChartColors {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--o-${name}`).trim()])) as Record<ColorName, string>;
}
