import { type CodingName, SOUND_CODINGS } from "./coding.ts";

/** Values that servers send for bodies without any coding. */
const NO_CODING: ReadonlySet<string> = new Set(["", "identity", "none"]);

const NO_CODINGS: readonly CodingName[] = [];

/**
 * The codings of a body, in the order in which they were applied.
 *
 * @param values the values of its Content-Encoding fields
 * @param maxCodings how many layers may be decoded
 * @returns undefined when a coding is unknown or there are too many: such a body cannot be read
 */
export function parseContentCoding(values: readonly string[], maxCodings: number): readonly CodingName[] | undefined {
  if (values.length === 0) return NO_CODINGS;
  const names = values.flatMap((value) => value.split(",")).map((name) => name.trim().toLowerCase());
  const codings = names.filter((name) => !NO_CODING.has(name));
  return codings.length <= maxCodings && codings.every(isCoding) ? codings : undefined;
}

function isCoding(name: string): name is CodingName {
  return SOUND_CODINGS.has(name);
}
