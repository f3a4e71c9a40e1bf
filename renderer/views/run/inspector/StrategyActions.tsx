import { Button } from '@blueprintjs/core';
import { Comparison, Export, Pin, Unpin } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { DatabankEntry } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { compareToo, isCompared, useCompared } from '../../../state/compared.ts';
import { go } from '../../../state/navigation.ts';
import { query } from '../../../state/queries.ts';
import { toast, toastError } from '../../../state/toaster.ts';
import { exportStrategies } from '../../../state/window.ts';
import type { StrategySource } from './source.ts';

interface StrategyActionsProps {
  readonly source: StrategySource;
  readonly strategy: string;
  /** How it is called where several stand side by side. */
  readonly name: string;
}

/** What can be done with a strategy: keep it, put it beside others, take it home. */
export function StrategyActions({ source, strategy, name }: StrategyActionsProps) {
  const bank = useQuery(query('databank.list', {}));
  const known = bank.data?.find((entry) => isOf(entry, source, bank.data) && entry.strategy === strategy);
  const pin = useMutation({
    mutationFn: async () => {
      if (known?.pinned) return (await call('databank.change', { entries: [known.id], change: { pinned: false } }))[0]!;
      return call('databank.pin', { strategy: { ...source, strategy } });
    },
    onSuccess: (entry) => void toast(entry.pinned ? 'Pinned: it is kept in the databank' : 'Not pinned any more', 'success'),
    onError: toastError,
  });
  const ref = { ...source, strategy };
  const compared = useCompared((all) => isCompared(all.strategies, ref));
  return (
    <>
      <Button
        size="small"
        icon={known?.pinned ? <Unpin /> : <Pin />}
        text={known?.pinned ? 'Unpin' : 'Pin to databank'}
        title={
          known
            ? 'It is in the databank: a pinned strategy stands out, and can be filtered for'
            : 'Keeps it in the databank, also when the run is deleted'
        }
        loading={pin.isPending}
        onClick={() => pin.mutate()}
      />
      <Button
        size="small"
        icon={<Comparison />}
        text={compared ? 'Show comparison' : 'Compare'}
        onClick={() => {
          if (compared) go({ name: 'compare' });
          else compareToo({ ref, name });
        }}
      />
      <Button size="small" icon={<Export />} text="Export strategy…" onClick={() => exportStrategies([ref])} />
    </>
  );
}

/** Whether an entry comes from the same run as this source. */
function isOf(entry: DatabankEntry, source: StrategySource, all: readonly DatabankEntry[]): boolean {
  if ('run' in source) return entry.run.id === source.run;
  return entry.run.id === all.find(({ id }) => id === source.entry)?.run.id;
}
