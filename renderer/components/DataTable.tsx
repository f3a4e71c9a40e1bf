import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Neighbours of one group stand under its title. */
  readonly group?: string;
  /** Written small after the header. */
  readonly unit?: string;
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  readonly align?: 'left' | 'right';
  readonly mono?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
  /** Shown when the pointer rests on a cell that may be cut off. */
  readonly title?: (row: Row) => string;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row, index: number) => string | number;
  readonly className?: string;
  /** The least width before the table scrolls sideways in its own box. */
  readonly minWidth?: number;
  /** Opens a row: on click, and on Enter for the row that the arrow keys chose. */
  readonly onOpen?: (row: Row, index: number) => void;
  readonly selected?: (row: Row, index: number) => boolean;
  /** Stays at the last row as rows are added, until the user scrolls up. */
  readonly followEnd?: boolean;
  readonly empty?: ReactNode;
}

const ROW = 28;
const SPARE = 12;

/** A dense table that draws only the rows in sight, with a header that stays and keys that move. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, className = '', minWidth, onOpen, selected, followEnd = false, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const id = useId();
  const [view, setView] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(-1);

  useEffect(() => {
    const element = box.current!;
    const resize = new ResizeObserver(() => setView((v) => ({ ...v, height: element.clientHeight })));
    resize.observe(element);
    return () => resize.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row is what moves the end.
  useLayoutEffect(() => {
    const element = box.current!;
    if (followEnd && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [rows.length, followEnd]);

  const onScroll = () => {
    const element = box.current!;
    atEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - ROW;
    setView({ top: element.scrollTop, height: element.clientHeight });
  };

  const first = Math.max(0, Math.floor(view.top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / ROW) + SPARE);

  const headerRows = columns.some((column) => column.group) ? 2 : 1;
  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    setActive(index);
    const element = box.current!;
    const top = index * ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + (1 + headerRows) * ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = top + (1 + headerRows) * ROW - element.clientHeight;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const page = Math.max(1, Math.floor(view.height / ROW) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) move(step);
    else if (event.key === 'Enter' && onOpen && rows[active] !== undefined) onOpen(rows[active], active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const spacer = (height: number) =>
    height > 0 && (
      <tbody aria-hidden="true">
        <tr style={{ height }} />
      </tbody>
    );
  return (
    <div ref={box} className={`data-table ${className}`} onScroll={onScroll}>
      <table
        role={onOpen ? 'grid' : 'table'}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        {...(active >= first && active < last ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        onKeyDown={onKeyDown}
        tabIndex={0}
        style={minWidth ? { minWidth } : undefined}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={column.width ? { width: column.width } : undefined} />
          ))}
        </colgroup>
        <thead>
          <GroupHeader columns={columns} />
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align === 'right' ? 'right' : ''} title={column.header}>
                {column.header}
                {column.unit && <span className="unit"> {column.unit}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {spacer(first * ROW)}
        <tbody>
          {rows.slice(first, last).map((row, i) => {
            const index = first + i;
            return (
              <tr
                key={rowKey(row, index)}
                id={`${id}-${index}`}
                aria-rowindex={index + 2}
                aria-selected={selected ? selected(row, index) : undefined}
                className={`${onOpen ? 'opens' : ''} ${index === active ? 'active' : ''}`}
                onClick={onOpen && (() => onOpen(row, index))}
              >
                {columns.map((column) => (
                  <td
                    key={column.key}
                    className={`${column.align === 'right' ? 'right' : ''} ${column.mono ? 'mono' : ''}`}
                    title={column.title?.(row)}
                  >
                    {column.cell(row, index)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {spacer((rows.length - last) * ROW)}
      </table>
      {rows.length === 0 && empty}
    </div>
  );
}

/** The titles of the groups, each over its columns; nothing where no column has one. */
function GroupHeader<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  if (columns.every((column) => !column.group)) return null;
  const groups: { key: string; title: string; span: number }[] = [];
  for (const { key, group = '' } of columns) {
    const last = groups.at(-1);
    if (last && last.title === group) last.span++;
    else groups.push({ key, title: group, span: 1 });
  }
  return (
    <tr className="groups">
      {groups.map(({ key, title, span }) =>
        title ? (
          <th key={key} colSpan={span} scope="colgroup">
            {title}
          </th>
        ) : (
          <td key={key} colSpan={span} />
        ),
      )}
    </tr>
  );
}
