import { z } from 'zod';
import { StoreError } from './errors.ts';

/** Columns as SQLite returns them. */
export const integer = z.int();
export const blob = z.instanceof(Uint8Array);

/** Text that holds JSON, parsed. */
export const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** A row as its schema has it. @throws {StoreError} that names the file and what is damaged, as `what` says it */
export function checked<T extends z.ZodType>(file: string, what: string, schema: T, row: unknown): z.output<T> {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const reason = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new StoreError(`The database ${file} is damaged: ${what} cannot be read (${reason}).`);
}
