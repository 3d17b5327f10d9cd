import { SOUND_CODINGS } from "./coding.ts";

/** What `*` is replaced with in the upstream request: every coding that can be decoded here, under its usual name. */
const ANY_CODING = [...SOUND_CODINGS].filter((name) => name !== "x-gzip");
const KNOWN: ReadonlySet<string> = new Set([...SOUND_CODINGS, "identity"]);

/**
 * A client's Accept-Encoding (RFC 9110 §12.5.3), narrowed to the codings that can be decoded here. Weights are kept, so a
 * coding that the client refuses stays refused. If the client sent no such field, none is sent.
 *
 * @returns the same string when every coding in it is known
 */
export function narrowAcceptEncoding(field: string | undefined): string | undefined {
  if (field === undefined) return undefined;
  const members = field.split(",").map((member) => member.trim());
  const codings = members.map(codingOf);
  if (field.trim() === "" || codings.every((coding) => KNOWN.has(coding))) return field;
  const named = new Set(codings);
  const kept = members.flatMap((member, i) => {
    const coding = codings[i]!;
    if (KNOWN.has(coding)) return [member];
    if (coding !== "*") return [];
    if (refuses(member)) return [member];
    return ANY_CODING.filter((name) => !named.has(name)).map((name) => name + member.slice(1));
  });
  if (kept.length === members.length && kept.every((member, i) => member === members[i])) return field;
  return kept.length > 0 ? kept.join(", ") : "identity";
}

function codingOf(member: string): string {
  const end = member.indexOf(";");
  return (end === -1 ? member : member.slice(0, end).trimEnd()).toLowerCase();
}

function refuses(member: string): boolean {
  return /;[\t ]*q=0(?:\.0*)?[\t ]*$/i.test(member);
}
