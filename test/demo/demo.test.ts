import assert from "node:assert/strict";
import { createServer } from "node:net";
import test from "node:test";
import { startDemo } from "../../src/demo/demo.ts";

test("starts, serves both applications, stops", async () => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  assert.match(demo.publicUrl, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assert.equal(demo.internalUrl, "http://legacy.internal:8080/");
  assert.equal(demo.greeting.split("\n")[0], `Open ${demo.publicUrl}`);
  const home = await (await fetch(demo.publicUrl)).text();
  assert.ok(home.includes(`<a href="${demo.publicUrl}old-catalogue">`));
  const lines = await fetch(`${demo.publicUrl}comparison/lines?exhibit=redirect`);
  assert.match(await lines.text(), new RegExp(`<mark>${demo.publicUrl}catalogue</mark>`));
  await demo.close();
  await assert.rejects(fetch(demo.publicUrl));
});

test("closes with a stream open", { timeout: 5000 }, async () => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  const arrivals = await fetch(`${demo.publicUrl}arrivals`);
  const reading = arrivals.text();
  await Promise.all([demo.close(), assert.rejects(reading)]);
});

test("says which address was taken", async () => {
  const [first, second] = [await startDemo(), await startDemo()];
  assert.notEqual(first.publicUrl, second.publicUrl);
  assert.match(second.greeting, /^Open http:\/\/127\.0\.0\.1:80\d\d\/ \(127\.0\.0\.1:8080 is taken\)\n/);
  await Promise.all([first.close(), second.close()]);
});

const refusals = [
  { name: "what is no address", listen: "nowhere", code: "ERR_USAGE" },
  { name: "a port out of range", listen: "127.0.0.1:65536", code: "ERR_USAGE" },
];

for (const { name, listen, code } of refusals) {
  test(`refuses ${name}`, () => assert.rejects(startDemo({ listen }), { code }));
}

test("refuses a taken address when it was asked for", async (t) => {
  const other = createServer();
  t.after(() => other.close());
  await new Promise<void>((resolve) => {
    other.listen(0, "127.0.0.1", resolve);
  });
  const { port } = other.address() as { port: number };
  await assert.rejects(startDemo({ listen: `127.0.0.1:${port}` }), { code: "ERR_LISTEN" });
});
