import { useQuery } from '@tanstack/react-query';
import type { Catalogue } from '../../../preload/contract.ts';
import { query } from '../../state/queries.ts';

/** What an experiment can name, with a line about each; undefined until it has arrived. */
export const useCatalogue = (): Catalogue | undefined => useQuery(query('experiments.catalogue', {})).data;

/** The line about one of them. */
export const described = (list: readonly { readonly name: string; readonly description: string }[] | undefined, name: string): string =>
  list?.find((entry) => entry.name === name)?.description ?? ' ';
