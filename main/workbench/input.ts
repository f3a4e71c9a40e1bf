import type { z } from 'zod';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import { ExpectedError } from './errors.ts';

type Issue = z.core.$ZodIssue;

/** A path as it is written in the experiment file: `objectives[1].weight`. */
function field(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
}

/** A limit with what it counts: `at least 1 character`, `at most 3 entries`, or just the number. */
function limit(value: number | bigint, origin: string): string {
  if (origin === 'string') return `${value} character${value === 1 ? '' : 's'}`;
  if (origin === 'array') return `${value} ${value === 1 ? 'entry' : 'entries'}`;
  return String(value);
}

function problem(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing, expected ${issue.expected}`
        : `expected ${issue.expected}, not ${JSON.stringify(issue.input)}`;
    case 'too_small':
      return `has to be at least ${limit(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `has to be at most ${limit(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `has to be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `unknown field${issue.keys.length > 1 ? 's' : ''} ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

const line = (issue: Issue): string => [field(issue.path), problem(issue)].filter(Boolean).join(': ');

/**
 * What the schema makes of the input.
 *
 * @param what names the input in the message, such as `experiment.json`
 * @throws {ExpectedError} whose lines name each field and what it expects
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown, what: string): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const lines = result.error.issues.map(line);
  const [first, ...rest] = lines;
  throw new ExpectedError(rest.length === 0 ? `${what}: ${first}` : `${what} has ${lines.length} problems: ${first}; and more`, lines);
}

/** An experiment from the JSON of an experiment file, with the defaults for what it leaves out. @throws {ExpectedError} */
export const parseExperiment = (json: unknown, what = 'The experiment'): Experiment => parseInput(experimentSchema, json, what);
