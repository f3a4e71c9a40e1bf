import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** Neighbours of one group stand under its title. */
  readonly group?: string;
  /** Written small after the header. */
  readonly unit?: string;
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  /** Left out where the table has fewer pixels than these: what others need more. */
  readonly from?: number;
  readonly align?: 'left' | 'right';
  readonly mono?: boolean;
  /** Whether a click on its header sorts by it. */
  readonly sortable?: boolean;
  readonly cell: (row: Row, index: number) => ReactNode;
  /** Shown when the pointer rests on a cell that may be cut off. */
  readonly title?: (row: Row) => string;
}

/** By which column the rows stand in order. */
export interface Sort {
  readonly key: string;
  readonly descending: boolean;
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
  /** Marks a row or takes the mark away: on Space for the row that the arrow keys chose. */
  readonly onMark?: (row: Row, index: number) => void;
  /** How the rows are sorted, which is the caller's to do. */
  readonly sort?: Sort;
  readonly onSort?: (key: string) => void;
  /** Stays at the last row as rows are added, until the user scrolls up. */
  readonly followEnd?: boolean;
  readonly empty?: ReactNode;
}

const ROW = 28;
const SPARE = 12;

/** A dense table that draws only the rows in sight, with a header that stays and keys that move. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns: all,
    rows,
    rowKey,
    className = '',
    minWidth,
    onOpen,
    selected,
    onMark,
    sort,
    onSort,
    followEnd = false,
    empty,
  } = props;
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const id = useId();
  const [view, setView] = useState({ top: 0, height: 600, width: Number.POSITIVE_INFINITY });
  const [active, setActive] = useState(-1);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setView((v) => ({ ...v, height: element.clientHeight, width: element.clientWidth }));
    measure();
    const resize = new ResizeObserver(measure);
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
    setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
  };

  const columns = all.filter(({ from = 0 }) => view.width >= from);
  const headerRows = columns.some((column) => column.group) ? 2 : 1;
  // Of rows that have become fewer the last ones are in sight: the browser says so only after they have been drawn.
  const top = Math.min(view.top, Math.max(0, (rows.length + headerRows) * ROW - view.height));
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + view.height) / ROW) + SPARE);
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
    else if (event.key === ' ' && onMark && rows[active] !== undefined) onMark(rows[active], active);
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
              <th
                key={column.key}
                scope="col"
                className={column.align === 'right' ? 'right' : ''}
                title={column.header}
                aria-sort={sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined}
              >
                <Header column={column} sort={sort} onSort={onSort} />
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

interface HeaderProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onSort: ((key: string) => void) | undefined;
}

function Header<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  const title = (
    <>
      {column.header}
      {column.unit && <span className="unit"> {column.unit}</span>}
    </>
  );
  if (!column.sortable || !onSort) return title;
  return (
    <button type="button" className="sort" onClick={() => onSort(column.key)}>
      {title}
      <span aria-hidden="true">{sort?.key === column.key ? (sort.descending ? ' ▾' : ' ▴') : ''}</span>
    </button>
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
          <th key={key} colSpan={span} scope="colgroup" title={title}>
            {title}
          </th>
        ) : (
          <td key={key} colSpan={span} />
        ),
      )}
    </tr>
  );
}
