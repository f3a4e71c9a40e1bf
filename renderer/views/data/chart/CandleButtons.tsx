import { Button, ButtonGroup } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight, Minus, Plus, ZoomToFit } from '@blueprintjs/icons';
import { memo } from 'react';

interface CandleButtonsProps {
  /** Whether all bars are in sight. */
  readonly whole: boolean;
  readonly move: (by: number, factor?: number) => void;
  readonly showAll: () => void;
}

/** What keys and wheel do, as buttons. They stay as they are while the chart moves. */
export const CandleButtons = memo(function CandleButtons({ whole, move, showAll }: CandleButtonsProps) {
  return (
    <ButtonGroup>
      <Button size="small" icon={<ChevronLeft />} aria-label="Earlier" title="Earlier (←)" disabled={whole} onClick={() => move(-0.5)} />
      <Button size="small" icon={<Minus />} aria-label="Zoom out" title="Zoom out (−)" disabled={whole} onClick={() => move(0, 2)} />
      <Button size="small" icon={<ZoomToFit />} aria-label="All bars" title="All bars (0)" disabled={whole} onClick={showAll} />
      <Button size="small" icon={<Plus />} aria-label="Zoom in" title="Zoom in (+)" onClick={() => move(0, 0.5)} />
      <Button size="small" icon={<ChevronRight />} aria-label="Later" title="Later (→)" disabled={whole} onClick={() => move(0.5)} />
    </ButtonGroup>
  );
});
