import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { isStaticRoute, type RouteConfig } from "../config/config.ts";
import { settingsLayer } from "../config/layers/settings-layer.ts";
import { loadConfig } from "../config/load.ts";
import { systemReason } from "../config/system-error.ts";
import { ReoriginError } from "../errors.ts";
import type { EngineName } from "../options.ts";
import { UrlMap } from "../url/map.ts";
import { type Arguments, type OptionTable, requireOptions, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT_FINE } from "./exit-codes.ts";
import { argumentSettings } from "./sources.ts";

const OPTIONS: OptionTable = {
  internal: { value: "URL", about: "what the application calls itself", isRequired: true },
  public: { value: "URL", about: "where users reach it", isList: true, isRequired: true },
  alias: { value: "URL", about: "another name of the application", isList: true },
  type: { value: "MEDIATYPE", about: "the document's Content-Type, with parameters (default: text/html)" },
  base: { value: "URL", about: "where the document was fetched from (default: the internal URL)" },
  engine: {
    value: "NAME",
    about: "HTML parser: scan, htmlparser2 or parse5 (default: scan)",
    choices: ["scan", "htmlparser2", "parse5"] satisfies EngineName[],
  },
};

export const rewrite: Command = {
  usage: ["rewrite --internal URL --public URL [options] [FILE]"],
  about: "rewrite one document, from FILE or standard input to standard output",
  operands: [{ name: "FILE", about: "the document; - or nothing for standard input" }],
  options: OPTIONS,
  examples: {
    "rewrite --internal http://legacy.internal/ --public https://www.example.com/app/ page.html": "rewrite a page",
    "rewrite --internal http://legacy.internal/ --public https://www.example.com/ --type text/css < style.css":
      "rewrite a stylesheet",
  },
  async run(args, io) {
    requireOptions(args, OPTIONS);
    const rewritten = await rewriterFor(args);
    const [operand] = args.operands;
    const file = operand === "-" ? undefined : operand;
    const input = file === undefined ? io.stdin : createReadStream(file);
    try {
      await pipeline(input, rewritten, io.stdout, { end: false });
    } catch (error) {
      if (!isGone(error)) throw streamError(error, file);
    }
    return EXIT_FINE;
  },
};

/** RFC 9110 section 8.3.1; parameters are not checked. */
const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

type Rewriting = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

async function rewriterFor({ options }: Arguments): Promise<Rewriting> {
  const route = loadConfig([settingsLayer(argumentSettings({ operands: [], options }))]).routes[0] as RouteConfig;
  if (isStaticRoute(route)) throw usage("--internal is missing");
  const [base] = options.get("base") ?? [];
  if (base !== undefined && !URL.canParse(base))
    throw usage(`option --base: expected an absolute URL, found "${base}"`);
  const [type = "text/html"] = options.get("type") ?? [];
  if (!MEDIA_TYPE.test(type))
    throw usage(`option --type: expected a media type such as text/html; charset=utf-8, found "${type}"`);
  const { createRewriter } = await import("../index.ts");
  return async function* (chunks) {
    const pieces: Uint8Array[] = [];
    const rewriter = createRewriter(
      {
        map: new UrlMap([route]),
        type,
        base: base ?? route.internal,
        engine: options.get("engine")?.[0] as EngineName | undefined,
      },
      (bytes) => pieces.push(bytes),
    );
    for await (const chunk of chunks) {
      rewriter.write(chunk);
      yield* pieces.splice(0);
    }
    rewriter.end();
    yield* pieces.splice(0);
  };
}

/** The reader of our output, such as `head`, has closed it. */
function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EPIPE";
}

function streamError(error: unknown, file = "-"): unknown {
  const { syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  const action = syscall === "write" ? "write to standard output" : `read "${file}"`;
  return new ReoriginError("ERR_FILE", `Cannot ${action}: ${systemReason(error)}`, { cause: error });
}
