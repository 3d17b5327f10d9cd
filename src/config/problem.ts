/** The place of a value in a configuration: keys and indices, outermost first. */
export type Path = readonly (string | number)[];

/** One problem of a configuration. */
export interface Problem {
  readonly path: Path;
  /** What was expected and what was found. */
  readonly message: string;
  /** Whether the key itself is wrong, not its value. */
  readonly isKey?: boolean;
  /** Another place that the message refers to. */
  readonly related?: Path;
}

/** `routes[0].aliases[1]` */
export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  return JSON.stringify(value);
}
