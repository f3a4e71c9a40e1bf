import { Button, Menu, MenuItem } from '@blueprintjs/core';
import type { DatasetDetail, GapView } from '../../../preload/contract.ts';
import { Popover } from '../../components/Popover.tsx';
import { barTime } from '../../format/bars.ts';
import { count } from '../../format/numbers.ts';

interface GapListProps {
  readonly detail: DatasetDetail;
  readonly onShow: (gap: GapView) => void;
}

/** How many offers a menu makes before nobody reads it. */
const OFFERED = 40;

/** How many gaps there are, and a menu that shows the largest of them in the chart. */
export function GapList({ detail: { gaps, gapCount, barSize }, onShow }: GapListProps) {
  const largest = gaps.toSorted((a, b) => b.bars - a.bars || a.after - b.after).slice(0, OFFERED);
  const menu = (
    <Menu className="gap-menu">
      {largest.map((gap) => (
        <MenuItem
          key={gap.after}
          text={`${barTime(gap.from, barSize)} – ${barTime(gap.to, barSize)}`}
          label={`room for ${count(gap.bars)}`}
          onClick={() => onShow({ ...gap })}
        />
      ))}
    </Menu>
  );
  return (
    <div className="stat">
      <dt>Gaps</dt>
      <dd>
        {count(gapCount)}
        {gapCount > 0 && (
          <Popover content={menu} placement="bottom-start">
            <Button size="small" variant="minimal" text="Show…" aria-label="Show a gap" />
          </Popover>
        )}
      </dd>
    </div>
  );
}
