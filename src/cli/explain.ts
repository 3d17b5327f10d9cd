import { readFile } from "node:fs/promises";
import type { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { styleText } from "node:util";
import type { Config } from "../config/config.ts";
import { systemReason } from "../config/system-error.ts";
import { ReoriginError } from "../errors.ts";
import type { Explanation } from "../explain/explanation.ts";
import { type Arguments, type OptionTable, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT_FAILURE, EXIT_FINE } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { CONFIG_OPTIONS, INTERNAL, readConfig } from "./sources.ts";

/** Those that tell what is mapped, and where the application is. */
const MAP_OPTIONS = ["config", "public", "alias", "upstream", "listen"];

const OPTIONS: OptionTable = {
  ...Object.fromEntries(Object.entries(CONFIG_OPTIONS).filter(([name]) => MAP_OPTIONS.includes(name))),
  type: { value: "MEDIATYPE", about: "a file's Content-Type, with parameters (default: by its name, else text/html)" },
  base: { value: "URL", about: "where a file was fetched from (default: the internal URL)" },
  header: {
    value: "NAME:VALUE",
    about: "a header field to send, such as a cookie",
    short: "H",
    isList: true,
  },
  all: { about: "also show what is unrelated to the map: foreign and relative references" },
  verify: { about: "also read HTML with parse5, and show where the results differ" },
  json: { about: "print JSON" },
  "fail-on-leak": { about: "exit with 1 if any internal host name is left, in any form" },
};

export const explain: Command = {
  usage: ["explain --config FILE URL|FILE", "explain INTERNAL --public URL [URL|FILE]"],
  about: "show each URL found in a response: where it is, what it becomes, or why it is left",
  operands: [INTERNAL, { name: "URL|FILE", about: "a public or internal URL, or a document; - for standard input" }],
  options: OPTIONS,
  examples: {
    "explain --config reorigin.yaml https://www.example.com/app/": "fetch a page through the proxy",
    "explain http://legacy.internal/ --public https://www.example.com/ page.html": "read a document",
  },
  notes: ["Redirects are not followed. Without INTERNAL, the configuration comes from --config or the environment."],
  async run(args, io) {
    const { config, target } = readQuestion(args, io);
    const explanation = await answer(target, config, args, io);
    await print(explanation, args, io);
    const { counts } = await import("../explain/reports/summary.ts");
    const { leaks } = counts(explanation);
    if (leaks === 0 || !args.options.has("fail-on-leak")) return EXIT_FINE;
    io.stderr.write(`reorigin: internal names left: ${leaks}\n`);
    return EXIT_FAILURE;
  },
};

/** The last operand is the target. INTERNAL alone is both. */
function readQuestion(args: Arguments, { env }: Io): { config: Config; target: string } {
  const { operands, options } = args;
  const target = operands.at(-1);
  if (target === undefined) throw usage("nothing to explain: expected a URL or a FILE");
  const isInternalAlone = operands.length === 1 && options.has("public");
  const internal = operands.length === 2 || isInternalAlone ? operands.slice(0, 1) : [];
  return { config: readConfig({ operands: internal, options }, env), target };
}

async function answer(target: string, config: Config, { options }: Arguments, io: Io): Promise<Explanation> {
  const verifyWith = options.has("verify") ? "parse5" : undefined;
  if (/^https?:\/\//i.test(target)) {
    if (!URL.canParse(target)) throw usage(`expected a URL or a FILE, found "${target}"`);
    const fields = (options.get("header") ?? []).flatMap(readField);
    const { explainUrl } = await import("../explain/explain-url.ts");
    return explainUrl({ url: target, config, fields: [...AS_BROWSERS, ...fields], verifyWith });
  }
  const base = options.get("base")?.[0];
  if (base !== undefined && !URL.canParse(base))
    throw usage(`option --base: expected an absolute URL, found "${base}"`);
  const type = options.get("type")?.[0] ?? typeOf(target);
  const bytes = await read(target, io);
  const { explainDocument } = await import("../explain/explain-document.ts");
  return explainDocument({ name: target, bytes, type, base, config, verifyWith });
}

const AS_BROWSERS = [
  "Accept",
  "text/html,application/xhtml+xml,*/*;q=0.8",
  "Accept-Encoding",
  "gzip, deflate, br, zstd",
];

function readField(text: string): [string, string] {
  const [, name, value] =
    /^([!#$%&'*+.^_`|~\w-]+):[\t ]*((?:[\x21-\x7e\x80-\xff][\t\x20-\x7e\x80-\xff]*)?)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw usage(`option --header: expected NAME:VALUE, found "${text}"`);
  return [name, value];
}

async function read(file: string, { stdin }: Io): Promise<Uint8Array> {
  if (file === "-") return buffer(stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new ReoriginError("ERR_FILE", `Cannot read "${file}": ${systemReason(error)}`, { cause: error });
  }
}

async function print(explanation: Explanation, { options }: Arguments, { stdout }: Io): Promise<void> {
  const text = options.has("json")
    ? await jsonOf(explanation, options.has("all"))
    : await tableOf(explanation, options.has("all"), stdout);
  // The program ends after this, also where a pipe has not taken it all.
  await new Promise<void>((resolve) => stdout.write(text, () => resolve()));
}

async function jsonOf(explanation: Explanation, isComplete: boolean): Promise<string> {
  const { jsonReport } = await import("../explain/reports/json-report.ts");
  return jsonReport(explanation, isComplete);
}

async function tableOf(explanation: Explanation, isComplete: boolean, stream: Writable): Promise<string> {
  const { textReport } = await import("../explain/reports/text-report.ts");
  return textReport(explanation, { isComplete, paint: (style, text) => styleText(style, text, { stream }) });
}

/** The end of a file's name → the type that servers send for it. */
const TYPES: Readonly<Record<string, string>> = {
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  json: "application/json",
  map: "application/source-map+json",
  webmanifest: "application/manifest+json",
  xml: "application/xml",
  xhtml: "application/xhtml+xml",
  svg: "image/svg+xml",
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  wsdl: "application/wsdl+xml",
  m3u8: "application/vnd.apple.mpegurl",
  mpd: "application/dash+xml",
  txt: "text/plain",
};

function typeOf(file: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(TYPES, ending) ? (TYPES[ending] as string) : "text/html";
}
