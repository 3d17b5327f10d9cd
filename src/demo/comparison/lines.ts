/** One line of a response, as the application sent it and as the visitor received it. */
export interface LinePair {
  readonly sent: string;
  readonly received: string;
}

/**
 * Puts two forms of one response beside each other: fields by name and place among those of that name, the body by line
 * number, since a rewritten body has as many lines as it had.
 */
export function pairLines(sent: readonly string[], received: readonly string[]): LinePair[] {
  const head = sent.indexOf("");
  const fields = fieldsByName(received.slice(1, received.indexOf("")));
  const body = received.slice(received.indexOf(""));
  return sent.map((line, at) => {
    if (at === 0) return { sent: line, received: received[0] ?? "" };
    const other = at < head ? fields.get(fieldName(line))?.shift() : body[at - head];
    return { sent: line, received: other ?? "" };
  });
}

/** A piece of a line, and whether the other line has another in its place. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Both lines cut into words, which are compared one by one; lines of unlike length differ as a whole. */
export function comparePieces({ sent, received }: LinePair): { sent: Piece[]; received: Piece[] } {
  const [sentWords, receivedWords] = [sent.split(WORD_ENDS), received.split(WORD_ENDS)];
  const isAligned = sentWords.length === receivedWords.length;
  const pieces = (words: readonly string[], others: readonly string[]) =>
    words.map((text, at) => ({ text, differs: !isAligned || text !== others[at] }));
  return { sent: pieces(sentWords, receivedWords), received: pieces(receivedWords, sentWords) };
}

const WORD_ENDS = /(?<=[\s"';,<>])|(?=[\s"';,<>])/;

function fieldsByName(lines: readonly string[]): Map<string, string[]> {
  return Map.groupBy(lines, fieldName);
}

function fieldName(line: string): string {
  return line.slice(0, line.indexOf(":")).toLowerCase();
}
