import { StrategyError } from './errors.ts';

/** One expression of the text, before anything is known about its names: a word, or a call with its arguments. */
export interface Expression {
  /** A name or a number, as it was written. */
  readonly word: string;
  /** Where the word begins, counted from 1. */
  readonly column: number;
  /** Undefined where no bracket follows the word. */
  readonly args: readonly Expression[] | undefined;
}

/** Calls inside calls, at most. Far above any strategy that can be read, far below what a call stack holds. */
export const MAX_DEPTH = 500;

interface Token {
  readonly text: string;
  readonly column: number;
}

const END = '';
const wordStart = /^[\w.+-]/;

/** What a token is called in a message. */
const shown = ({ text }: Token): string => (text === END ? 'but the text ends' : `got ${JSON.stringify(text)}`);

function* tokens(text: string): Generator<Token> {
  // Anything that is neither a word nor white space is a token of one character: a bracket, a comma or a mistake.
  for (const match of text.matchAll(/[\w.+-]+|[^\s]/gu)) yield { text: match[0], column: match.index + 1 };
  yield { text: END, column: text.length + 1 };
}

/**
 * Reads the brackets and commas of a text; names, numbers and types are the parser's matter.
 *
 * @throws {StrategyError} on a missing or superfluous bracket, comma or word, and on text after the expression
 */
export function readSyntax(text: string): Expression {
  const source = tokens(text);
  let token: Token = source.next().value;
  const take = (): Token => {
    const taken = token;
    token = source.next().value ?? taken;
    return taken;
  };

  const at = (text: string): boolean => token.text === text;

  function expression(wanted: string, depth: number): Expression {
    if (!wordStart.test(token.text)) throw new StrategyError(token.column, `expected ${wanted}, ${shown(token)}`);
    const { text: word, column } = take();
    if (!at('(')) return { word, column, args: undefined };
    if (depth === MAX_DEPTH) throw new StrategyError(token.column, `calls are nested more than ${MAX_DEPTH} deep`);
    const open = take();
    const args: Expression[] = [];
    if (!at(')')) {
      args.push(expression(`an argument of ${word}`, depth + 1));
      while (at(',')) {
        take();
        args.push(expression(`an argument of ${word}`, depth + 1));
      }
    }
    if (at(END)) throw new StrategyError(open.column, `the bracket after ${word} is never closed`);
    if (!at(')')) throw new StrategyError(token.column, `expected "," or ")" after an argument of ${word}, ${shown(token)}`);
    take();
    return { word, column, args };
  }

  const root = expression('a strategy such as gt(close, sma(close, 20))', 0);
  if (!at(END)) {
    const infix = '<>=&|!*/'.includes(token.text) ? '; operations are written as calls, such as gt(close, open)' : '';
    throw new StrategyError(token.column, `expected the end of the strategy, ${shown(token)}${infix}`);
  }
  return root;
}
