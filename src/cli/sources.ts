import type { Config } from "../config/config.ts";
import { SETTINGS, type Setting, type SettingName, variableOf } from "../config/layers/settings.ts";
import { type Environment, environmentSettings, type Given, settingsLayer } from "../config/layers/settings-layer.ts";
import { fileLayer } from "../config/layers/yaml-layer.ts";
import { loadConfig } from "../config/load.ts";
import { type Arguments, type OptionTable, usage } from "./arguments.ts";

/** The options of commands that need a configuration. Their operand is INTERNAL. */
export const CONFIG_OPTIONS: OptionTable = {
  config: { value: "FILE", about: "configuration file, YAML or JSON" },
  ...Object.fromEntries(
    Object.entries<Setting>(SETTINGS).filter(([name, { isVariableOnly }]) => name !== "internal" && !isVariableOnly),
  ),
};

export const INTERNAL = { name: "INTERNAL", about: "what the application calls itself, an http or https URL" };

/**
 * The effective configuration: command line over environment over file over default.
 *
 * @throws {ReoriginError} ERR_USAGE if there is nothing to serve or the file cannot be read, ERR_CONFIG with every problem.
 */
export function readConfig(args: Arguments, environment: Environment): Config {
  const given = [...argumentSettings(args), ...environmentSettings(environment)];
  const file = configFile(args, environment);
  if (!given.some(({ name }) => name === "internal")) {
    const lonely = given.find(({ name }) => isOfRoute(name));
    if (lonely) throw usage(`${lonely.place} needs INTERNAL beside it`);
    if (!file && !given.some(({ name }) => name === "routes")) {
      throw usage("nothing to serve: expected INTERNAL or --config FILE (see reorigin --help)");
    }
  }
  return loadConfig([settingsLayer(given), ...(file ? [fileLayer(file)] : [])]);
}

/** The name of the configuration file, if any. An empty variable is none. */
export function configFile({ options }: Arguments, environment: Environment): string | undefined {
  return options.get("config")?.[0] ?? (environment[variableOf("config")] || undefined);
}

/** The settings among the arguments. */
export function argumentSettings({ operands: [operand], options }: Arguments): Given[] {
  const internal: Given[] = operand === undefined ? [] : [{ name: "internal", texts: [operand], place: "INTERNAL" }];
  const named = [...options].flatMap(([name, texts]): Given[] =>
    Object.hasOwn(SETTINGS, name) ? [{ name: name as SettingName, texts, place: `--${name}` }] : [],
  );
  return [...internal, ...named];
}

function isOfRoute(name: SettingName): boolean {
  const setting: Setting = SETTINGS[name];
  return setting.isRoute === true;
}
