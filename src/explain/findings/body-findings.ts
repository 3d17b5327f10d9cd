import { readHead } from "../../literal/head.ts";
import type { Leak } from "../../literal/leaks.ts";
import type { TwoWayIndex } from "../../url/moves/two-way-index.ts";
import { countBefore } from "../survey/count-before.ts";
import type { Change, FoundReference, Stretch, Survey } from "../survey/survey.ts";
import { trimmed } from "../why-left.ts";
import type { Finding, Where } from "./finding.ts";
import { type Form, nameForm, referenceForm } from "./form.ts";
import { leftNames, whyNameLeft } from "./left-names.ts";
import { type MovedName, movedNames, restOfUrl } from "./moved-names.ts";
import { Positions, readable } from "./position.ts";

/** A finding and its offset. */
interface Found {
  readonly start: number;
  readonly finding: Finding;
}

/**
 * All findings in a document, in document order.
 *
 * @param text the document, in a latin1 view
 * @param survey of all of it
 */
export function bodyFindings(text: string, survey: Survey, map: TwoWayIndex): Finding[] {
  return new BodyFindings(text, survey, map).all();
}

class BodyFindings {
  readonly #text: string;
  readonly #survey: Survey;
  readonly #map: TwoWayIndex;
  readonly #positions: Positions;
  readonly #leaks: readonly Leak[];
  /** Leaks inside references, which are not reported twice. */
  readonly #inReferences = new Set<Leak>();

  constructor(text: string, survey: Survey, map: TwoWayIndex) {
    this.#text = text;
    this.#survey = survey;
    this.#map = map;
    this.#positions = new Positions(text);
    this.#leaks = leftNames(text, survey, map);
  }

  all(): Finding[] {
    const { references, changes } = this.#survey;
    const others = changes.filter(({ isReference }) => !isReference);
    // Only the page's opening markup is an insertion.
    const [openings, moves] = [others.filter(isInsertion), others.filter((change) => !isInsertion(change))];
    const found = [
      ...references.map((reference) => this.#reference(reference)),
      ...openings.map((opening) => this.#opening(opening)),
      ...movedNames(this.#text, moves).map((name) => this.#name(name)),
    ];
    const left = this.#leaks.filter((leak) => !this.#inReferences.has(leak)).map((leak) => this.#leak(leak));
    return [...found, ...left].sort((a, b) => a.start - b.start).map(({ finding }) => finding);
  }

  #reference(reference: FoundReference): Found {
    const { left } = reference;
    const was = trimmed(reference.was);
    const start = reference.start + (/^[\0- ]*/.exec(this.#text.slice(reference.start))?.[0].length ?? 0);
    const stretch = this.#survey.stretchAt(start, start + 1);
    const end = this.#text.startsWith(was, start) ? start + was.length : (stretch?.end ?? start);
    const own = left === undefined ? [] : within(this.#leaks, start, end);
    for (const leak of own) this.#inReferences.add(leak);
    const form = referenceForm(this.#text.slice(start, start + LONGEST_HEAD));
    const outcome = left === undefined ? { became: readable(trimmed(reference.became)) } : { left };
    return this.#found(start, stretch, { form, was: readable(was), ...outcome, isLeak: own.length > 0 });
  }

  #opening({ start, replacement }: Change): Found {
    const finding = { kind: "shim", form: "other", was: "", became: readable(replacement), isLeak: false } as const;
    return { start, finding: { where: this.#positions.at(start), ...finding } };
  }

  #name({ start, end, was, became }: MovedName): Found {
    const form = became === "" ? "other" : nameForm(was);
    const told = { form, was: readable(was), became: readable(became), isLeak: false };
    return this.#found(start, this.#survey.stretchAt(start, end), told);
  }

  #leak(leak: Leak): Found {
    const start = readHead(this.#text, leak.start, "text")?.start ?? leak.start;
    const stretch = this.#survey.stretchAt(leak.start, leak.end);
    const was = this.#text.slice(start, leak.end) + (leak.form === "base64" ? "" : restOfUrl(this.#text, leak.end));
    const left = whyNameLeft(this.#text, leak, stretch, this.#map);
    return this.#found(start, stretch, { form: leakForm(leak, was), was: readable(was), left, isLeak: true });
  }

  #found(start: number, stretch: Stretch | undefined, told: Omit<Finding, "where" | "kind">): Found {
    const where: Where = { ...this.#positions.at(start), ...placeOf(stretch) };
    return { start, finding: { where, kind: stretch?.treatment ?? "text", ...told } };
  }
}

function isInsertion({ start, end }: Change): boolean {
  return start === end;
}

/** Longer than any scheme and slashes, however they are escaped. */
const LONGEST_HEAD = 64;

/** The names that lie entirely between two offsets. */
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
  return form === "escaped" ? "escaped name" : nameForm(was);
}
