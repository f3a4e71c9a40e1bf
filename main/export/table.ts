export type Separator = ',' | ';' | '\t';

/** Rows as RFC 4180 has them, with CR LF: a cell in quotes where it needs them. */
export const csvText = (rows: readonly (readonly (string | number)[])[], separator: Separator = ','): string =>
  rows.map((cells) => `${cells.map((cell) => quote(cell, separator)).join(separator)}\r\n`).join('');

function quote(cell: string | number, separator: Separator): string {
  const text = String(cell);
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
