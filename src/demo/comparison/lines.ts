/** One line of a response, as the application sent it and as the visitor received it. */
export interface LinePair {
  readonly sent: string;
  readonly received: string;
}

/**
 * Pairs the lines of two versions of a response: fields by name and order, the body by line number, since rewriting does
 * not change the number of lines.
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

/** A piece of a line, and whether it differs in the other line. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * Both lines cut into words. What differs is marked word by word, or as one piece if a line has more words than the
 * other.
 */
export function comparePieces({ sent, received }: LinePair): { sent: Piece[]; received: Piece[] } {
  const [sentWords, receivedWords] = [sent.split(WORD_ENDS), received.split(WORD_ENDS)];
  if (sentWords.length !== receivedWords.length) return compareMiddles(sentWords, receivedWords);
  return { sent: eachWord(sentWords, receivedWords), received: eachWord(receivedWords, sentWords) };
}

function eachWord(words: readonly string[], others: readonly string[]): Piece[] {
  return words.map((text, at) => ({ text, differs: text !== others[at] }));
}

function compareMiddles(sent: readonly string[], received: readonly string[]): { sent: Piece[]; received: Piece[] } {
  const shorter = Math.min(sent.length, received.length);
  let head = 0;
  while (head < shorter && sent[head] === received[head]) head++;
  let tail = 0;
  while (tail < shorter - head && sent.at(-1 - tail) === received.at(-1 - tail)) tail++;
  const mark = (words: readonly string[]) => [
    { text: words.slice(0, head).join(""), differs: false },
    { text: words.slice(head, words.length - tail).join(""), differs: true },
    { text: words.slice(words.length - tail).join(""), differs: false },
  ];
  return { sent: mark(sent), received: mark(received) };
}

const WORD_ENDS = /(?<=[\s"';,<>])|(?=[\s"';,<>])/;

function fieldsByName(lines: readonly string[]): Map<string, string[]> {
  return Map.groupBy(lines, fieldName);
}

function fieldName(line: string): string {
  return line.slice(0, line.indexOf(":")).toLowerCase();
}
