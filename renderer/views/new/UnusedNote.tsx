import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Experiment } from '../../../preload/contract.ts';
import { query } from '../../state/queries.ts';

/** Settings of the experiment that nothing in it looks at, with the reason; nothing when all of them count. */
export function UnusedNote({ experiment }: { readonly experiment: Experiment }) {
  const found = useQuery({ ...query('experiments.unused', { experiment }), placeholderData: keepPreviousData, gcTime: 5_000 }).data ?? [];
  if (found.length === 0) return null;
  return (
    <div className="help form-note unused-note" role="status">
      Without effect here:
      <ul>
        {found.map(({ field, reason }) => (
          <li key={field}>
            <code>{field}</code>: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
