import assert from "node:assert/strict";
import { yamlLayer } from "../../src/config/layers/yaml-layer.ts";
import { loadConfig } from "../../src/config/load.ts";
import { importConfig, type ServerName } from "../../src/import/import-config.ts";
import { announcing, inTime } from "./assertions.ts";
import type { Target } from "./campaign.ts";
import { GRAMMARS } from "./grammars/grammars.ts";

/** YAML is read by a library that takes its time for hundreds of collections in each other; nobody but the owner writes it. */
const SLOW_MS = 5000;

const configuration: Target = {
  ...GRAMMARS.configuration,
  holds: (text) => void inTime(() => announcing(() => loadConfig([yamlLayer(text, "reorigin.yaml")])), SLOW_MS),
};

function imported(server: ServerName): Target {
  return {
    ...GRAMMARS[server],
    holds(text) {
      const yaml = inTime(() => announcing(() => importConfig(server, text, "site.conf")));
      if (yaml === undefined) return;
      const { problems, isReadable } = yamlLayer(yaml, "reorigin.yaml");
      assert.ok(isReadable, `${problems.map(({ message }) => message)}:\n${yaml}`);
    },
  };
}

export const CONFIG_TARGETS = {
  configuration: async () => configuration,
  apache: async () => imported("apache"),
  nginx: async () => imported("nginx"),
  lighttpd: async () => imported("lighttpd"),
} as const satisfies Record<string, () => Promise<Target>>;
