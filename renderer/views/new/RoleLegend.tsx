import type { Draft } from '../../state/draft.ts';

/** Which colour is training, validation and holdout; nothing while there is only training. */
export function RoleLegend({ draft, training }: { readonly draft: Draft; readonly training: number }) {
  if (draft.validation.length + draft.holdout.length === 0) return null;
  const items = [
    { role: 'periods', name: 'Training: what strategies are bred on', shown: training > 0 },
    { role: 'validation', name: 'Validation: the champion of each generation is judged on it', shown: draft.validation.length > 0 },
    { role: 'holdout', name: 'Holdout: sealed until you open it', shown: draft.holdout.length > 0 },
  ];
  return (
    <ul className="legend role-legend">
      {items
        .filter((item) => item.shown)
        .map(({ role, name }) => (
          <li key={role}>
            <span className={`swatch period-swatch role-${role}`} aria-hidden="true" />
            <span className="muted">{name}</span>
          </li>
        ))}
    </ul>
  );
}
