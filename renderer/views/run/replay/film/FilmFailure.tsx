import { Button, Callout } from '@blueprintjs/core';
import { Refused } from '../../../../components/Refused.tsx';
import { NoVideo } from '../../../../film/support.ts';

interface FilmFailureProps {
  readonly error: unknown;
  readonly onChooseGif: () => void;
}

/** Why there is no film; where the video is to blame, a GIF is offered instead. */
export function FilmFailure({ error, onChooseGif }: FilmFailureProps) {
  if (!(error instanceof NoVideo)) return <Refused error={error} />;
  return (
    <Callout intent="danger" compact className="refused" role="alert">
      <p className="breakable">{error.message} A GIF can be made here.</p>
      <Button size="small" text="Choose GIF" onClick={onChooseGif} />
    </Callout>
  );
}
