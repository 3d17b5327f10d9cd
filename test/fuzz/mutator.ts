/** Numbers from 0 up to 1, the next at each call. */
export type Random = () => number;

export function integer(random: Random, below: number): number {
  return Math.floor(random() * below);
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[integer(random, items.length)] as T;
}

/** What inputs are made of: whole samples, and the words of their grammar. */
export interface Grammar {
  readonly samples: readonly string[];
  readonly words: readonly string[];
}

/** One change of a text. */
type Mutation = (text: string, random: Random, grammar: Grammar) => string;

function somewhere(text: string, random: Random): number {
  return integer(random, text.length + 1);
}

function range(text: string, random: Random): readonly [number, number] {
  const start = somewhere(text, random);
  return [start, Math.min(text.length, start + integer(random, pick(random, [2, 8, 64, 512])))];
}

function inserted(text: string, at: number, word: string): string {
  return text.slice(0, at) + word + text.slice(at);
}

const MUTATIONS: readonly Mutation[] = [
  (text, random, { words }) => inserted(text, somewhere(text, random), pick(random, words)),
  (text, random, { words }) => inserted(text, somewhere(text, random), pick(random, words)),
  (text, random, { words }) => {
    const [start, end] = range(text, random);
    return text.slice(0, start) + pick(random, words) + text.slice(end);
  },
  (text, random, { words }) =>
    inserted(
      text,
      somewhere(text, random),
      pick(random, words).repeat(1 + integer(random, pick(random, [4, 40, 400]))),
    ),
  (text, random) => {
    const [start, end] = range(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = range(text, random);
    return inserted(text, somewhere(text, random), text.slice(start, end));
  },
  (text, random, { samples }) => {
    const other = pick(random, samples);
    return text.slice(0, somewhere(text, random)) + other.slice(somewhere(other, random));
  },
  (text, random) => text.slice(0, somewhere(text, random)),
  (text, random) => inserted(text, somewhere(text, random), String.fromCharCode(integer(random, 256))),
  (text, random) => {
    const at = somewhere(text, random);
    return (
      text.slice(0, at) +
      String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << integer(random, 8))) +
      text.slice(at + 1)
    );
  },
  (text, random) => {
    const [start, end] = range(text, random);
    const part = text.slice(start, end);
    return text.slice(0, start) + (random() < 0.5 ? part.toUpperCase() : part.toLowerCase()) + text.slice(end);
  },
];

/** No longer input is made. */
const MAX_LENGTH = 16_384;

/** A sample after some changes, as latin1 text. */
export function mutated(grammar: Grammar, random: Random): string {
  let text = pick(random, grammar.samples);
  for (let left = 1 + integer(random, 8); left > 0; left--) text = pick(random, MUTATIONS)(text, random, grammar);
  // Letters may change case into chars that are no bytes.
  return text.slice(0, MAX_LENGTH).replace(/[^\0-\xff]/g, "?");
}
