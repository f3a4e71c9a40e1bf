import { z } from 'zod';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import { didYouMean } from '../strategy/spelling.ts';
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

/** The names that an object takes at a path; none where anything goes, or where it is no object. */
function namesAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  if (schema instanceof z.ZodDiscriminatedUnion) return [...new Set(schema.options.flatMap((option) => namesAt(option, path)))];
  // Before those that wrap one: a list can be unwrapped too.
  if (schema instanceof z.ZodArray) return path.length === 0 ? [] : namesAt(schema.element, path.slice(1));
  if ('unwrap' in schema && typeof schema.unwrap === 'function') return namesAt(schema.unwrap(), path);
  const [key, ...rest] = path;
  if (schema instanceof z.ZodObject) {
    const names = Object.keys(schema.shape);
    if (key === undefined) return names;
    return typeof key === 'string' && names.includes(key) ? namesAt(schema.shape[key], rest) : [];
  }
  if (schema instanceof z.ZodRecord && key === undefined && schema.keyType instanceof z.ZodEnum) return schema.keyType.options.map(String);
  return [];
}

/** More names than this are a list that nobody reads. */
const FEW = 12;

function unknownField(keys: readonly string[], names: readonly string[]): string {
  const said = `unknown field${keys.length > 1 ? 's' : ''} ${keys.join(', ')}`;
  const meant = keys.map((key) => didYouMean(key, names));
  if (meant.every((name) => name !== undefined)) return `${said}: did you mean ${[...new Set(meant)].join(', ')}?`;
  return names.length > 0 && names.length <= FEW ? `${said}: it takes ${names.join(', ')}` : said;
}

function problem(issue: Issue, schema: z.core.$ZodType): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing, expected ${issue.expected}`
        : `expected ${issue.expected}, not ${JSON.stringify(issue.input)}`;
    case 'too_small':
      return `has to be ${issue.inclusive === false ? 'more than' : 'at least'} ${limit(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `has to be ${issue.inclusive === false ? 'less than' : 'at most'} ${limit(issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `has to be one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options ? `has to be one of ${issue.options.join(', ')}` : issue.message;
    case 'unrecognized_keys':
      return unknownField(issue.keys, namesAt(schema, issue.path));
    default:
      return issue.message;
  }
}

const line = (issue: Issue, schema: z.core.$ZodType): string => [field(issue.path), problem(issue, schema)].filter(Boolean).join(': ');

/**
 * What the schema makes of the input.
 *
 * @param what names the input in the message, such as `experiment.json`
 * @throws {ExpectedError} whose lines name each field and what it expects
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown, what: string): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => line(issue, schema));
  const [first, ...rest] = lines;
  throw new ExpectedError(rest.length === 0 ? `${what}: ${first}` : `${what} has ${lines.length} problems: ${first}; and more`, lines);
}

/** An experiment from the JSON of an experiment file, with the defaults for what it leaves out. @throws {ExpectedError} */
export const parseExperiment = (json: unknown, what = 'The experiment'): Experiment => parseInput(experimentSchema, json, what);
