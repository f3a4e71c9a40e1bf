import type { Draft } from '../../state/draft.ts';
import type { DraftErrors } from '../../state/read-draft.ts';

/** What every section of the form is given. */
export interface SectionProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
}
