import { parseDocument } from "yaml";
import { syntaxMessage } from "./yaml-syntax.ts";

/** An option that can be given outside the configuration file: `--log-level info`, `REORIGIN_LOG_LEVEL=info`. */
export interface Setting {
  /** The corresponding option of the configuration, or of its only route. */
  readonly key: string;
  readonly isRoute?: boolean;
  /** The name of its value in help. */
  readonly value: string;
  readonly about: string;
  /** Given several times on the command line, or separated by commas or spaces in the environment. */
  readonly isList?: boolean;
  /** Too large for a command line. */
  readonly isVariableOnly?: boolean;
  /** Converts a text to the value that a configuration file would contain. Default: the text. */
  readonly read?: (text: string) => unknown;
}

/** Name → setting. Those of a route make one route, which replaces all routes of the file. */
export const SETTINGS = {
  internal: {
    key: "internal",
    isRoute: true,
    value: "URL",
    about: "what the application calls itself",
  },
  public: {
    key: "public",
    isRoute: true,
    value: "URL",
    about: "where users reach it (default: the listen address)",
    isList: true,
  },
  alias: {
    key: "aliases",
    isRoute: true,
    value: "URL",
    about: "another name of the application",
    isList: true,
  },
  upstream: {
    key: "upstream",
    isRoute: true,
    value: "URL",
    about: "where to connect (default: INTERNAL)",
    isList: true,
  },
  listen: {
    key: "listen",
    value: "HOST:PORT",
    about: "where to accept connections (default: 127.0.0.1:8080)",
    isList: true,
  },
  admin: {
    key: "admin",
    value: "HOST:PORT|off",
    about: "where health and metrics are served (default: off)",
  },
  workers: {
    key: "workers",
    value: "N|auto",
    about: "number of worker processes (default: 1)",
    read: (text) => (/^\d+$/.test(text) ? Number(text) : text),
  },
  "trusted-proxies": {
    key: "trustedProxies",
    value: "CIDR",
    about: "peers whose forwarding fields are believed (default: none)",
    isList: true,
  },
  "log-level": {
    key: "logLevel",
    value: "LEVEL",
    about: "silent, error, warn, info or debug (default: info)",
  },
  routes: { key: "routes", value: "YAML", about: "all routes", isVariableOnly: true, read: yaml },
  limits: { key: "limits", value: "YAML", about: "all limits", isVariableOnly: true, read: yaml },
  accept: {
    key: "accept",
    value: "YAML",
    about: "how a proxy in front states the public origin",
    isVariableOnly: true,
    read: yaml,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** The environment variable of an option: `log-level` → `REORIGIN_LOG_LEVEL`. */
export function variableOf(option: string): string {
  return `REORIGIN_${option.replaceAll("-", "_").toUpperCase()}`;
}

function yaml(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  const [error] = document.errors;
  if (error) throw new Error(syntaxMessage(error, text));
  return document.toJS();
}
