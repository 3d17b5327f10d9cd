#!/usr/bin/env node
import { isTooOld, runByOtherNode } from "./cli/node-version.ts";

// A reader that has seen enough is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const code = isTooOld(process.versions.node)
  ? await runByOtherNode(process.argv.slice(1), process)
  : await (await import("./cli/main.ts")).main(process.argv.slice(2), process);
process.exit(code);
