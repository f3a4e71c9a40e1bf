import { readFileSync } from 'node:fs';
import { ExpectedError, fileError } from './errors.ts';

/** The text of a file (0 is standard input). @throws {ExpectedError} that names it */
export function readText(file: string | 0): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(`Reading ${file === 0 ? 'standard input' : file}`, error);
  }
}

/** What a JSON file holds. @throws {ExpectedError} that names the file, and the place of a mistake */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new ExpectedError(`${file} is not JSON: ${error.message}.`);
    throw error;
  }
}
