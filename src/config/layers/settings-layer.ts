import { formatPath, type Path } from "../problem.ts";
import type { Complaint, Layer, Location } from "./layer.ts";
import { SETTINGS, type Setting, type SettingName, variableOf } from "./settings.ts";

/** A setting that somebody gave. */
export interface Given {
  readonly name: SettingName;
  /** At least one; several only for a list. */
  readonly texts: readonly string[];
  /** What a message calls it: `--listen`, `REORIGIN_LISTEN`. */
  readonly place: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that environment variables give. An empty variable is as good as none, and one that names no setting is not
 * ours: orchestrators set `REORIGIN_SERVICE_HOST` and its like for a service called reorigin.
 */
export function environmentSettings(environment: Environment): Given[] {
  return Object.entries<Setting>(SETTINGS).flatMap(([name, setting]) => {
    const variable = variableOf(name);
    const text = environment[variable]?.trim();
    if (!text) return [];
    return {
      name: name as SettingName,
      texts: setting.isList ? text.split(/[\s,]+/) : [text],
      place: variable,
    };
  });
}

/** Settings as one layer; of two that give the same the earlier wins. */
export function settingsLayer(given: readonly Given[]): Layer {
  const winners = given.filter(({ name }, i) => given.findIndex((other) => other.name === name) === i);
  const options: Record<string, unknown> = {};
  const route: Record<string, unknown> = {};
  const problems: Complaint[] = [];
  for (const { name, texts, place } of winners) {
    const { key, isRoute, isList, read = asIs }: Setting = SETTINGS[name];
    try {
      const values = texts.map((text) => read(text));
      (isRoute ? route : options)[key] = isList ? values : values[0];
    } catch (error) {
      problems.push({ location: { place: `reorigin: ${place}`, offset: 0 }, message: (error as Error).message });
    }
  }
  if (Object.keys(route).length > 0) options["routes"] = [route];
  return {
    options,
    directory: process.cwd(),
    problems,
    isReadable: problems.length === 0,
    locate: (path) => {
      const offset = winners.findIndex(({ name }) => isAlong(path, pathOf(SETTINGS[name])));
      return { ...placeOf(path, winners[offset]), offset };
    },
  };
}

/** A setting that holds YAML is a place like a file: which of its keys is meant must be told. */
function placeOf(path: Path, given: Given | undefined): Omit<Location, "offset"> {
  if (!given) return { place: "reorigin" };
  const setting: Setting = SETTINGS[given.name];
  const place = `reorigin: ${given.place}`;
  const isWithin = setting.isVariableOnly && path.length > pathOf(setting).length;
  if (!isWithin) return { place, reference: given.place };
  const subject = formatPath(path);
  return { place, subject, reference: `${given.place}: ${subject}` };
}

function asIs(text: string): string {
  return text;
}

function pathOf({ key, isRoute }: Setting): Path {
  return isRoute ? ["routes", 0, key] : [key];
}

/** Whether one of two paths leads to the other. */
function isAlong(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, i) => step === b[i]);
}
