import { Button } from '@blueprintjs/core';
import { ZoomToFit } from '@blueprintjs/icons';
import type { Sight } from '../../../charts/sight.ts';

interface ShowAllProps {
  /** What is shown again, such as "the whole price". */
  readonly what: string;
  /** What is in sight, null for everything. */
  readonly range: Sight | null;
  readonly onRange: (range: Sight | null) => void;
}

/** Takes the zoom back that the charts of a strategy share. */
export function ShowAll({ what, range, onRange }: ShowAllProps) {
  return (
    <Button
      size="small"
      variant="minimal"
      icon={<ZoomToFit />}
      aria-label={`Show ${what}`}
      title={`Show ${what}`}
      disabled={range === null}
      onClick={() => onRange(null)}
    />
  );
}
