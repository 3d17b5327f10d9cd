import { stringify } from "yaml";
import { warningsOf } from "../config/warnings.ts";
import type { Command } from "./command.ts";
import { EXIT_FINE } from "./exit-codes.ts";
import { CONFIG_OPTIONS, INTERNAL, readConfig } from "./sources.ts";

export const check: Command = {
  usage: ["check --config FILE", "check INTERNAL [options]"],
  about: "validate a configuration and print it with all defaults",
  operands: [INTERNAL],
  options: CONFIG_OPTIONS,
  examples: {
    "check --config reorigin.yaml": "print all problems as FILE:LINE:COL: message, or the effective configuration",
    "check http://legacy.internal:8080/ --public https://www.example.com/":
      "print the configuration file for a command line",
  },
  async run(args, io) {
    const config = readConfig(args, io.env);
    // Anchors would tie routes together that have nothing to do with each other.
    io.stdout.write(stringify(config, { aliasDuplicateObjects: false }));
    for (const warning of warningsOf(config)) io.stderr.write(`reorigin: warning: ${warning}\n`);
    return EXIT_FINE;
  },
};
