import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { INTERNAL, PUBLIC } from "../pages.ts";
import type { Command, ComparedProxy, Setup } from "./compared-proxy.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** This project, with its default options but without an access log. No proxy in the comparison writes one. */
export const reorigin: ComparedProxy = {
  name: "reorigin",
  pages: "rewritten",
  prepare: (setup) => serve(setup, {}),
};

export const reoriginTwoWorkers: ComparedProxy = {
  name: "reorigin, 2 workers",
  pages: "rewritten",
  resources: ["portal, 119 KB"],
  prepare: (setup) => serve(setup, {}, 2),
};

export const reoriginUnrewriting: ComparedProxy = {
  name: "reorigin, nothing rewritten",
  pages: "as they are",
  prepare: (setup) => serve(setup, { html: false, css: false, scripts: false, json: false, xml: false, text: false }),
};

async function serve({ originPort, port, directory }: Setup, rewrite: object, workers = 1): Promise<Command> {
  const file = join(directory, "reorigin.json");
  const upstream = `http://127.0.0.1:${originPort}/`;
  const route = { public: `${PUBLIC.origin}/`, internal: `${INTERNAL.origin}/`, upstream, rewrite };
  const config = { listen: `127.0.0.1:${port}`, logLevel: "error", workers, routes: [route] };
  await writeFile(file, JSON.stringify(config));
  return { program: process.execPath, args: [CLI, "serve", "--config", file] };
}
