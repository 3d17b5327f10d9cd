import {
  ANCHOR_BYTES,
  ANCHOR_COUNT,
  ANCHORS,
  ANCHORS_LIMIT,
  NAME_ANCHOR,
  NAME_HEADS,
  NAME_LENGTH,
  NAME_LIMIT_BYTES,
  NAME_NEXT,
  NAME_RECORD_BYTES,
  NAME_RECORDS,
  NAME_TEXT,
  NAMES_LIMIT,
  SHORT_NAMES_HEAD,
} from "./assembly/layout.ts";

/**
 * Writes the host names that the module searches for into its memory.
 *
 * The search looks for two chars of each name, its anchor: the last dot and the char after it, because most names share
 * these; for a name without a dot, its first two chars.
 *
 * @returns false when there are too many names or anchors, or a name is too long or too short
 */
export function writeHostNames(names: readonly string[], memory: Buffer): boolean {
  const anchors = new Set(names.map((name) => name.slice(anchorOf(name), anchorOf(name) + 2)));
  const isOdd = names.some((name) => name.length < 2 || name.length > NAME_LIMIT_BYTES);
  if (isOdd || names.length > NAMES_LIMIT || anchors.size > ANCHORS_LIMIT) return false;
  memory.writeInt32LE(anchors.size, ANCHOR_COUNT);
  for (const [i, [first, second]] of [...anchors].map(lowerCase).entries()) {
    memory.fill(first as number, ANCHORS + i * ANCHOR_BYTES, ANCHORS + i * ANCHOR_BYTES + 16);
    memory.fill(second as number, ANCHORS + i * ANCHOR_BYTES + 16, ANCHORS + (i + 1) * ANCHOR_BYTES);
  }
  memory.fill(0, NAME_HEADS, SHORT_NAMES_HEAD + 1);
  for (const [i, name] of names.entries()) {
    const record = NAME_RECORDS + (i + 1) * NAME_RECORD_BYTES;
    const chars = lowerCase(name);
    const anchor = anchorOf(name);
    const head = anchor < 4 ? SHORT_NAMES_HEAD : NAME_HEADS + hashOf(chars.readInt32LE(anchor - 4));
    memory[record + NAME_ANCHOR] = anchor;
    memory[record + NAME_LENGTH] = chars.length;
    memory[record + NAME_NEXT] = memory[head] as number;
    memory.set(chars, record + NAME_TEXT);
    memory[head] = i + 1;
  }
  return true;
}

function anchorOf(name: string): number {
  return Math.max(0, name.lastIndexOf(".", name.length - 2));
}

/** Sets the same bit as `assembly/host-names.ts`, also in chars that are no letters. */
function lowerCase(text: string): Buffer {
  return Buffer.from(text, "latin1").map((char) => char | 0x20) as Buffer;
}

function hashOf(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> 24;
}
