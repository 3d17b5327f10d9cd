import fc from "fast-check";

/** A text in pieces, cut at the given offsets. */
export function cutAt(text: string, cuts: readonly number[]): string[] {
  const offsets = [0, ...cuts, text.length];
  return cuts.concat(text.length).map((end, i) => text.slice(offsets[i], end));
}

/** Ascending offsets in a text. */
export function randomCuts(text: string): fc.Arbitrary<number[]> {
  return fc.array(fc.nat(text.length), { maxLength: 8 }).map((cuts) => cuts.sort((a, b) => a - b));
}

/** A text in pieces of one size. */
export function piecesOf(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
}
