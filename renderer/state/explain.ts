interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly expected?: unknown;
}

/** A schema's complaint in words that say what to type. */
export function explain(issue: Issue): string {
  if (issue.code === 'too_small' && issue.origin === 'string') return 'Needs a text';
  if (issue.code === 'too_small' && issue.origin === 'array') return `At least ${issue.minimum}`;
  if (issue.code === 'too_small') return `At least ${Number(issue.minimum).toLocaleString('en-US')}`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `At most ${issue.maximum} characters`;
  if (issue.code === 'too_big') return `At most ${Number(issue.maximum).toLocaleString('en-US')}`;
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'Needs a whole number' : 'Needs a number';
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
}
