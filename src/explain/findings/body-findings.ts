import { readHead } from "../../literal/head.ts";
import type { Leak } from "../../literal/leaks.ts";
import type { TwoWayIndex } from "../../url/moves/two-way-index.ts";
import { countBefore } from "../survey/count-before.ts";
import type { Change, FoundReference, Stretch, Survey } from "../survey/survey.ts";
import { trimmed } from "../why-left.ts";
import type { Finding, Where } from "./finding.ts";
import { type Form, formOf } from "./form.ts";
import { leftNames, whyNameLeft } from "./left-names.ts";
import { type MovedName, movedNames, restOfUrl } from "./moved-names.ts";
import { Positions, readable } from "./position.ts";

/** A finding and its offset. */
interface Found {
  readonly start: number;
  readonly finding: Finding;
}

/**
 * Everything that was found in a document, in its order.
 *
 * @param text the document, in a latin1 view
 * @param survey of all of it
 */
export function bodyFindings(text: string, survey: Survey, map: TwoWayIndex): Finding[] {
  const positions = new Positions(text);
  const leaks = leftNames(text, survey, map);
  const inReferences = new Set<Leak>();

  const tell = (start: number, stretch: Stretch | undefined, told: Omit<Finding, "where" | "kind">): Found => {
    const where: Where = { ...positions.at(start), ...placeOf(stretch) };
    return { start, finding: { where, kind: stretch?.treatment ?? "text", ...told } };
  };

  const ofReference = (reference: FoundReference): Found => {
    const { left } = reference;
    const was = trimmed(reference.was);
    const start = reference.start + (/^[\0- ]*/.exec(text.slice(reference.start))?.[0].length ?? 0);
    const stretch = survey.stretchAt(start, start + 1);
    const end = text.startsWith(was, start) ? start + was.length : (stretch?.end ?? start);
    const own = left === undefined ? [] : within(leaks, start, end);
    for (const leak of own) inReferences.add(leak);
    const form = formOf(text.slice(start, start + LONGEST_HEAD), true);
    const outcome = left === undefined ? { became: readable(trimmed(reference.became)) } : { left };
    return tell(start, stretch, { form, was: readable(was), ...outcome, isLeak: own.length > 0 });
  };

  const ofName = ({ start, end, was, became }: MovedName): Found =>
    tell(start, survey.stretchAt(start, end), {
      form: became === "" ? "other" : formOf(was, false),
      was: readable(was),
      became: readable(became),
      isLeak: false,
    });

  const ofLeak = (leak: Leak): Found => {
    const start = readHead(text, leak.start, "text")?.start ?? leak.start;
    const stretch = survey.stretchAt(leak.start, leak.end);
    const was = text.slice(start, leak.end) + (leak.form === "base64" ? "" : restOfUrl(text, leak.end));
    const left = whyNameLeft(text, leak, stretch, map);
    return tell(start, stretch, { form: leakForm(leak, was), was: readable(was), left, isLeak: true });
  };

  /** Nothing but what the page begins with is put where nothing was. */
  const ofOpening = ({ start, replacement }: Change): Found => {
    const finding = { kind: "shim", form: "other", was: "", became: readable(replacement), isLeak: false } as const;
    return { start, finding: { where: positions.at(start), ...finding } };
  };

  const others = survey.changes.filter(({ isReference }) => !isReference);
  const isOpening = ({ start, end }: Change) => start === end;
  const found = [
    ...survey.references.map(ofReference),
    ...others.filter(isOpening).map(ofOpening),
    ...movedNames(
      text,
      others.filter((change) => !isOpening(change)),
    ).map(ofName),
  ];
  const left = leaks.filter((leak) => !inReferences.has(leak)).map(ofLeak);
  return [...found, ...left].sort((a, b) => a.start - b.start).map(({ finding }) => finding);
}

/** No scheme and slashes are longer, however they are escaped. */
const LONGEST_HEAD = 64;

/** The names that stand, as a whole, between two offsets. */
function within(leaks: readonly Leak[], start: number, end: number): readonly Leak[] {
  const startOf = (leak: Leak) => leak.start;
  return leaks
    .slice(countBefore(leaks, start, startOf), countBefore(leaks, end, startOf))
    .filter((leak) => leak.end <= end);
}

function placeOf(stretch: Stretch | undefined): Where {
  if (!stretch) return {};
  const { element, attribute, path } = stretch;
  return { ...(element && { element }), ...(attribute && { attribute }), ...(path && { path }) };
}

function leakForm({ form }: Leak, was: string): Form {
  if (form === "base64") return form;
  return form === "escaped" ? "escaped name" : formOf(was, false);
}
