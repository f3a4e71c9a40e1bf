import type { ColorScale } from '../../../charts/replay/color-scale.ts';

/** The colours of a number from low to high, with what the ends stand for. */
export function RampLegend({ scale }: { readonly scale: ColorScale }) {
  const { name, colors, ends } = scale;
  if (!ends) return null;
  return (
    <div className="ramp-legend">
      <span className="muted">{name}</span>
      <span className="numbers">{ends[0]}</span>
      <span className="ramp" aria-hidden="true" style={{ background: `linear-gradient(to right, ${colors.join(', ')})` }} />
      <span className="numbers">{ends[1]}</span>
    </div>
  );
}
