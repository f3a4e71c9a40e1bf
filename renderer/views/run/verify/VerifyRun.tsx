import { Button, Dialog, DialogBody, DialogFooter, ProgressBar } from '@blueprintjs/core';
import { Endorsed } from '@blueprintjs/icons';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Events, Run } from '../../../../preload/contract.ts';
import { bridge, call, failureOf } from '../../../client.ts';
import { count } from '../../../format/numbers.ts';
import { duration } from '../../../format/time.ts';
import { toastError } from '../../../state/toaster.ts';
import { VerificationResult } from './VerificationResult.tsx';

type Progress = Events['run.verifying'];

/** Computes a run again and says whether every generation comes out the same, bit by bit. Closing it cancels. */
export function VerifyRun({ run, close }: { readonly run: Run; readonly close: () => void }) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const verify = useMutation({
    mutationFn: () => call('runs.verify', { run: run.id }),
    onError: (error) => failureOf(error).code !== 'cancelled' && toastError(error),
  });
  useEffect(() => bridge().on('run.verifying', (one) => one.run === run.id && setProgress(one)), [run.id]);
  const cancel = () => {
    if (verify.isPending) call('runs.cancelVerify', { run: run.id }).catch(toastError);
    close();
  };
  return (
    <Dialog isOpen onClose={cancel} title="Verify run" icon={<Endorsed />} className="verify-dialog">
      <DialogBody>
        {verify.data ? (
          <VerificationResult verification={verify.data} />
        ) : (
          <>
            <p className="breakable">
              Computes <strong>{run.name}</strong> again from its seed and compares genomes, fitnesses and random state of its{' '}
              {count(run.generation + 1)} stored generations, bit by bit. It takes about as long as the run did ({duration(run.seconds)});
              nothing is changed.
            </p>
            {verify.isPending && <Advance progress={progress} last={run.generation} />}
          </>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          verify.data ? (
            // Whose button has gone: without the focus in it, no key would close the dialog.
            <Button text="Close" autoFocus onClick={close} />
          ) : (
            <>
              <Button text="Cancel" onClick={cancel} />
              <Button intent="primary" text="Verify" loading={verify.isPending} onClick={() => verify.mutate()} />
            </>
          )
        }
      />
    </Dialog>
  );
}

function Advance({ progress, last }: { readonly progress: Progress | null; readonly last: number }) {
  const done = progress ? progress.generation + 1 : 0;
  return (
    <div role="status">
      <ProgressBar value={done / (last + 1)} animate={false} stripes={false} intent="primary" />
      <p className="muted numbers verify-progress">
        {count(done)} of {count(last + 1)} generations identical
      </p>
    </div>
  );
}
