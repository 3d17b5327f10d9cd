import { ReoriginError } from "../errors.ts";
import type { Config, ConfigInput } from "./config.ts";
import { checkFiles } from "./files.ts";
import { type Layer, LayeredOptions, objectLayer } from "./layer.ts";
import { checkListeners } from "./listeners.ts";
import type { Problem } from "./problem.ts";
import { resolveOptions } from "./resolve.ts";
import { checkRoutes } from "./routes.ts";
import { checkSchema } from "./schema.ts";
import { checkServers } from "./servers.ts";
import { checkVirtualHosts } from "./virtual-hosts.ts";

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
