import { Ajv, type ErrorObject } from "ajv";
import { nearest } from "../nearest.ts";
import { type Path, type Problem, show } from "../problem.ts";
import schema from "../reorigin.schema.json" with { type: "json" };
import { CHOICES, FORMATS } from "./formats.ts";
import { hintOn } from "./hints.ts";

const validate = new Ajv({
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  formats: { ...FORMATS },
}).compile(schema);

/** All differences between a configuration and reorigin.schema.json. */
export function checkSchema(config: unknown): Problem[] {
  if (validate(config)) return [];
  const errors = validate.errors ?? [];
  const choices = new Set(errors.filter(isChoice).map((error) => error.instancePath));
  return errors
    .filter((error) => isChoice(error) || !choices.has(error.instancePath))
    .flatMap((error) => {
      const found = MESSAGES[error.keyword] ?? unexpected;
      return found(error, pathOf(error.instancePath, config));
    });
}

/** Alternatives fail one by one and together; the last message is enough. */
function isChoice(error: ErrorObject): boolean {
  return error.keyword === "anyOf";
}

type Message = (error: ErrorObject, path: Path) => Problem | [];

/** JSON Schema keyword → message. All others say what was expected and what was found. */
const MESSAGES: Readonly<Record<string, Message>> = {
  additionalProperties: ({ params, parentSchema }, path) => {
    const key = String(params["additionalProperty"]);
    const known = Object.keys(parentSchema?.["properties"] ?? {});
    const near = nearest(key, known);
    const hint = near ? `did you mean ${near}?` : `expected one of ${known.join(", ")}`;
    return { path: [...path, key], isKey: true, message: `unknown option; ${hint}` };
  },
  required: ({ params }, path) => ({ path, message: `"${params["missingProperty"]}" is missing` }),
  dependencies: ({ params }, path) => ({
    path: [...path, String(params["property"])],
    isKey: true,
    message: `needs "${params["missingProperty"]}" beside it`,
  }),
  uniqueItems: ({ params, data }, path) => {
    const later = Math.max(Number(params["i"]), Number(params["j"]));
    return { path: [...path, later], message: `${show((data as unknown[])[later])} is listed twice` };
  },
  minItems: (_, path) => ({ path, message: "expected at least one, found an empty list" }),
  // A failed branch reports for itself.
  if: () => [],
};

function unexpected({ parentSchema = {}, data }: ErrorObject, path: Path): Problem {
  return {
    path,
    message: `expected ${expectation(parentSchema)}, found ${show(data)}${hintOn(formatOf(parentSchema), data)}`,
  };
}

/** Of alternatives, the first that has one. */
function formatOf({ format, anyOf }: Readonly<Record<string, unknown>>): unknown {
  const others = Array.isArray(anyOf) ? anyOf.map((other: { format?: unknown }) => other.format) : [];
  return format ?? others.find((other) => other !== undefined);
}

function expectation(node: Readonly<Record<string, unknown>>): string {
  const { title, type, format, enum: names = CHOICES[String(format)] } = node;
  if (Array.isArray(names)) return `one of ${names.join(", ")}`;
  if (typeof title === "string") return title;
  return TYPE_NAMES[String(type)] ?? "something else";
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  integer: "a whole number",
  object: "a mapping",
  string: "a string",
};

/** A JSON pointer (RFC 6901) as keys and indices. */
function pathOf(pointer: string, root: unknown): Path {
  let value = root;
  return pointer
    .split("/")
    .slice(1)
    .map((token) => {
      const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(value) ? Number(key) : key;
      value = (value as Record<string | number, unknown>)[step];
      return step;
    });
}
