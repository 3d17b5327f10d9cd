import { ReoriginError } from "../errors.ts";
import { checkFiles } from "./checks/files.ts";
import { checkListeners } from "./checks/listeners.ts";
import { checkRoutes } from "./checks/routes.ts";
import { checkSchema } from "./checks/schema.ts";
import { checkServers } from "./checks/servers.ts";
import { checkVirtualHosts } from "./checks/virtual-hosts.ts";
import type { Config, ConfigInput } from "./config.ts";
import { type Layer, LayeredOptions, objectLayer } from "./layers/layer.ts";
import type { Problem } from "./problem.ts";
import { resolveOptions } from "./resolve.ts";

/** Each looks at a configuration of any shape; what another one refuses it passes over. */
const CHECKS: readonly ((options: unknown, directoryOf: (option: string) => string) => Problem[])[] = [
  checkSchema,
  checkListeners,
  checkRoutes,
  checkVirtualHosts,
  checkServers,
  checkFiles,
];

/**
 * The effective configuration of some layers, the strongest first.
 *
 * @throws {ReoriginError} ERR_CONFIG with every problem at once, one a line.
 */
export function loadConfig(layers: readonly Layer[]): Config {
  const layered = new LayeredOptions(layers);
  const { options, directoryOf } = layered;
  const isReadable = layers.every((layer) => layer.isReadable);
  const problems = isReadable ? CHECKS.flatMap((check) => check(options, directoryOf)) : [];
  const lines = layered.describe(problems);
  if (lines.length > 0) throw new ReoriginError("ERR_CONFIG", lines.join("\n"));
  return resolveOptions(options as unknown as ConfigInput, directoryOf);
}

/** The same from an object, written or effective: what `createProxy` is given. */
export function resolveConfig(config: ConfigInput): Config {
  return loadConfig([objectLayer(config, "config")]);
}
