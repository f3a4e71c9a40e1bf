interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly expected?: unknown;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
}

/** A schema's complaint in words that say what to type. */
export function explain(issue: Issue): string {
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Needs a text';
  if (issue.code === 'too_small' && issue.origin === 'array') return `At least ${issue.minimum}`;
  if (issue.code === 'too_small') return `At least ${Number(issue.minimum).toLocaleString('en-US')}`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters`;
  if (issue.code === 'too_big') return `At most ${Number(issue.maximum).toLocaleString('en-US')}`;
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'Needs a whole number' : 'Needs a number';
  if (issue.code === 'unrecognized_keys') return `There is no setting called ${(issue.keys ?? []).join(', ')}`;
  if (issue.code === 'invalid_value' && issue.values) return `One of ${issue.values.map(String).join(', ')}`;
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
}
