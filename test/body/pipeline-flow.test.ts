import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import type { CodingName } from "../../src/body/codings/coding.ts";
import { ReoriginError } from "../../src/errors.ts";
import { CUT_ZSTD_PASSES } from "../node-22.ts";
import { SEED, seededRandom } from "../random.ts";
import { decodeAll, decodeAllCut, encodeAll, encodeParts } from "./codings/codings.ts";
import { INTERNAL, idleRewriter, nameRewriter, PUBLIC, Run, runBody } from "./harness.ts";

const CHAINS: readonly CodingName[][] = [[], ["gzip"], ["deflate"], ["br"], ["zstd"], ["gzip", "br"]];

const moved = (text: string | Buffer) => text.toString().replaceAll(INTERNAL, PUBLIC);

/** Text that hardly gets smaller. */
function noise(length: number): Buffer {
  const random = seededRandom(SEED);
  return Buffer.alloc(length).map(() => 97 + random() * 26) as Buffer;
}

for (const codings of CHAINS) {
  const options = { decode: codings, encode: codings };
  describe(`in ${codings.join(", ") || "no coding"}`, { timeout: 10_000 }, () => {
    test("an event is out before the next one comes", async () => {
      const events = Array.from({ length: 5 }, (_, i) => Buffer.from(`data: {"id":${i},"url":"${INTERNAL}${i}"}\n\n`));
      const run = new Run(options);
      let expected = "";
      for (const [i, part] of (await encodeParts(events, codings)).entries()) {
        run.pipeline.write(part);
        expected += moved(events[i]!);
        await run.until((bytes) => decodeAllCut(bytes, codings).toString() === expected);
      }
      run.pipeline.destroy();
    });

    const skip = codings.includes("zstd") && CUT_ZSTD_PASSES;
    test("what came is out when the source breaks off, and then the error", { skip }, async () => {
      const [part] = await encodeParts([Buffer.from(`<a href="${INTERNAL}">a</a><a href="http://legacy.int`)], codings);
      const run = new Run(options);
      const reset = new Error("reset");
      run.pipeline.write(part!);
      run.pipeline.fail(reset);
      const { bytes, error } = await run.outcome;
      assert.equal(error, reset);
      assert.equal(decodeAllCut(bytes, codings).toString(), `<a href="${PUBLIC}">a</a><a href="http://legacy.int`);
      if (codings.length > 0) assert.throws(() => decodeAll(bytes, codings), "what came out looks complete");
    });

    test("the source is held while the sink is full", async () => {
      const body = noise(3_000_000);
      const coded = encodeAll(body, codings);
      const chunks = Array.from({ length: Math.ceil(coded.length / 16_384) }, (_, i) =>
        coded.subarray(i * 16_384, (i + 1) * 16_384),
      );
      const run = new Run({ ...options, rewriter: idleRewriter() });
      run.credit = 1;
      let hasWritten = false;
      const writing = run.write(chunks).then(() => {
        hasWritten = true;
        run.pipeline.end();
      });
      await run.until((bytes) => bytes.length > 0);
      await wait(30);
      assert.equal(run.chunks.length, 1);
      assert.equal(hasWritten, false);
      run.grant(Number.POSITIVE_INFINITY);
      await writing;
      const { bytes, error } = await run.outcome;
      assert.equal(error, undefined);
      assert.ok(decodeAll(bytes, codings).equals(body));
    });

    test("a sink that takes one chunk at a time gets all", async () => {
      const body = Buffer.from(`<a href="${INTERNAL}">${noise(400_000)}</a>`);
      const coded = encodeAll(body, codings);
      const run = new Run(options);
      run.credit = 1;
      const pump = setInterval(() => run.grant(1), 1);
      await run.write([coded.subarray(0, 100_000), coded.subarray(100_000, 200_000), coded.subarray(200_000)]);
      run.pipeline.end();
      const { bytes } = await run.outcome;
      clearInterval(pump);
      assert.equal(decodeAll(bytes, codings).toString(), moved(body));
    });

    test("nothing is heard after destroy", async () => {
      const run = new Run(options);
      const coded = encodeAll(noise(50_000), codings);
      run.pipeline.write(coded.subarray(0, 20_000));
      run.pipeline.destroy();
      const before = run.bytes.length;
      run.pipeline.write(coded.subarray(20_000));
      run.pipeline.resume();
      run.pipeline.end();
      const heard = await Promise.race([run.outcome, wait(20)]);
      assert.equal(heard, undefined);
      assert.equal(run.bytes.length, before);
    });

    test("writing after the end is an error", () => {
      const run = new Run(options);
      run.pipeline.end();
      assert.throws(() => run.pipeline.write(Buffer.from("x")), { code: "ERR_DEAD" });
    });
  });
}

test("without codings an unchanged chunk passes at once and as the same object", () => {
  const run = new Run({ rewriter: idleRewriter() });
  const chunk = Buffer.from("<p>nothing here</p>");
  run.pipeline.write(chunk);
  assert.equal(run.chunks[0], chunk);
});

test("a small coded body that comes in one turn leaves in the same", () => {
  const run = new Run({ decode: ["gzip"], encode: ["gzip"] });
  const coded = encodeAll(Buffer.from(`<a href=${INTERNAL}>`), ["gzip"]);
  run.pipeline.write(coded.subarray(0, 9));
  run.pipeline.write(coded.subarray(9));
  run.pipeline.end();
  assert.equal(decodeAll(run.bytes, ["gzip"]).toString(), `<a href=${PUBLIC}>`);
});

test("the start of a page whose charset is not known waits for one turn, not for more bytes", async () => {
  const run = new Run({ rewriter: nameRewriter({ format: "html" }) });
  run.pipeline.write(Buffer.from(`<a href=${INTERNAL}>`));
  assert.equal(run.bytes.length, 0);
  await turn();
  await turn();
  assert.equal(run.bytes.toString(), `<a href=${PUBLIC}>`);
});

describe("a body that grows", () => {
  const limits = { decodedBytes: 100_000, decodedRatio: 50 };
  const rewriter = () => idleRewriter();
  const zeros = Buffer.alloc(2_000_000);
  const cases: { name: string; body: Buffer; decode: CodingName[]; isRefused: boolean }[] = [
    { name: "much, but to little", body: Buffer.alloc(90_000), decode: ["gzip"], isRefused: false },
    { name: "to much, but little", body: noise(300_000), decode: ["gzip"], isRefused: false },
    { name: "much and to a little too much", body: zeros.subarray(0, 110_000), decode: ["gzip"], isRefused: true },
    { name: "much and to much, gzip", body: zeros, decode: ["gzip"], isRefused: true },
    { name: "much and to much, deflate", body: zeros, decode: ["deflate"], isRefused: true },
    { name: "much and to much, br", body: zeros, decode: ["br"], isRefused: true },
    { name: "much and to much, zstd", body: zeros, decode: ["zstd"], isRefused: true },
    { name: "much in each of two layers", body: zeros, decode: ["gzip", "gzip"], isRefused: true },
  ];
  for (const { name, body, decode, isRefused } of cases) {
    test(`${name} is ${isRefused ? "refused" : "read"}`, async () => {
      const { bytes, error } = await runBody([encodeAll(body, decode)], { decode, limits, rewriter: rewriter() });
      assert.equal(error instanceof ReoriginError ? error.code : error, isRefused ? "ERR_LIMIT" : undefined);
      assert.ok(body.subarray(0, bytes.length).equals(bytes));
      assert.ok(isRefused ? bytes.length <= limits.decodedBytes : bytes.length === body.length);
    });
  }

  test("inside an outer layer is refused though the inner one ignores it", async () => {
    const inner = Buffer.concat([encodeAll(Buffer.from("small"), ["gzip"]), zeros]);
    const { error } = await runBody([encodeAll(inner, ["br"])], {
      decode: ["gzip", "br"],
      limits,
      rewriter: rewriter(),
    });
    assert.ok(error instanceof ReoriginError);
    assert.equal(error.code, "ERR_LIMIT");
  });
});
