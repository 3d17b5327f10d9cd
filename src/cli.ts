#!/usr/bin/env node
import { main } from "./cli/main.ts";

// A reader that has seen enough is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exit(await main(process.argv.slice(2), process));
