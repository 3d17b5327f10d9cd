import type { Prepare, Rewrite } from "./engine.ts";
import type { Reply, Request } from "./messages.ts";

/** The size of a read from a socket. */
const PIECE_BYTES = 65_536;

interface Case {
  readonly rewrite: Rewrite;
  readonly pieces: readonly Buffer[];
  readonly bytes: number;
}

const cases = new Map<string, Case>();

process.on("message", async (request: Request) => {
  process.send!(await answer(request).catch((error): Reply => ({ kind: "failed", reason: String(error) })));
});
process.on("disconnect", () => process.exit());

async function answer(request: Request): Promise<Reply> {
  if (request.kind === "measure") {
    return { kind: "measured", bytesPerSecond: await measure(cases.get(request.case)!, request.forMs) };
  }
  const page = Buffer.from(request.page, "base64");
  const pieces = Array.from({ length: Math.ceil(page.length / PIECE_BYTES) }, (_, index) =>
    page.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
  const { prepare } = (await import(process.argv[2]!)) as { prepare: Prepare };
  const rewrite = prepare(request.task);
  cases.set(request.case, { rewrite, pieces, bytes: page.length });
  return { kind: "rewritten", page: Buffer.concat(await rewrite(pieces)).toString("base64") };
}

/** Bytes per second of processor time, which other load on the machine disturbs less than wall-clock time. */
async function measure({ rewrite, pieces, bytes }: Case, forMs: number): Promise<number> {
  const deadline = performance.now() + forMs;
  const start = process.cpuUsage();
  let count = 0;
  do {
    const output = rewrite(pieces);
    if (output instanceof Promise) await output;
    count++;
  } while (performance.now() < deadline);
  const { user, system } = process.cpuUsage(start);
  return (count * bytes * 1e6) / (user + system);
}
