import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { experimentSchema } from '../../../preload/contract.ts';
import type { Draft } from '../../state/draft.ts';
import { query } from '../../state/queries.ts';
import { inputOf } from '../../state/read-draft.ts';

/** What the primitives, window and limits of the form make impossible, before anything runs; nothing when all is possible. */
export function SetNote({ draft }: { readonly draft: Draft }) {
  // Nothing else of the form matters, so that nothing else asks again.
  const experiment = useMemo(() => {
    const { primitives, window, maxHeight, maxSize, ...rest } = inputOf(draft);
    const weights = 'primitiveWeights' in rest ? { primitiveWeights: rest.primitiveWeights } : {};
    return experimentSchema.safeParse({ primitives, window, maxHeight, maxSize, ...weights });
  }, [draft]);
  const given = experiment.data ?? experimentSchema.parse({});
  const report = useQuery({ ...query('experiments.checkSet', { experiment: given }), enabled: experiment.success }).data;
  if (!experiment.success || !report) return null;
  const [problem] = report.problems;
  if (problem !== undefined) {
    return (
      <p className="help error form-note" role="alert">
        {problem}
      </p>
    );
  }
  if (report.unusable.length === 0) return null;
  return (
    <p className="help form-note" role="status">
      No strategy within these limits can contain <code>{report.unusable.join(', ')}</code>: raise the window, the height or the size limit.
    </p>
  );
}
