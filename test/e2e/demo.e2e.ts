import assert from "node:assert/strict";
import test from "node:test";
import { startDemo } from "../../src/demo/demo.ts";
import { EXHIBITS } from "../../src/demo/exhibits.ts";
import { COMPARISON, LEGACY } from "../../src/demo/names.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { findInternalName } from "./support/internal-names.ts";
import { LIBRARY_STEPS } from "./support/library-steps.ts";
import { missing } from "./support/missing.ts";

const TIMEOUT_MS = 60_000;

test("the demo in Chromium", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  t.after(() => demo.close());
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);

  for (const [name, step] of Object.entries(LIBRARY_STEPS)) {
    await t.test(name, async () => {
      await page.goto(demo.publicUrl);
      await step(page, demo.publicUrl);
    });
  }
  await t.test("compares beside every exhibit", async () => {
    await page.goto(demo.publicUrl);
    for (const name of Object.keys(EXHIBITS)) {
      const [sent, received] = await Promise.all([
        page.locator(`#${name} .sent`).first().innerText(),
        page.locator(`#${name} .received`).first().innerText(),
      ]);
      assert.match(sent, /\.internal/i, name);
      assert.doesNotMatch(received, /\.internal/i, name);
    }
  });
  await t.test("compares whole responses", async () => {
    await page.goto(demo.publicUrl);
    await page.locator("#links").getByText("side by side").click();
    await page.waitForURL(`${demo.publicUrl}comparison/?exhibit=links`);
    const [sent, received] = [page.locator("td.sent"), page.locator("td.received")];
    assert.equal(await sent.count(), await received.count());
    const text = (await received.allInnerTexts()).join("\n");
    for (const origin of [LEGACY, COMPARISON]) assert.deepEqual(findInternalName(text, origin, "received"), []);
  });
  await t.test("asked for nothing of the internal origins", () => {
    assert.deepEqual(
      record.requests.filter((url) => url.includes(".internal")),
      [],
    );
  });
  await t.test("no request failed", () => assert.deepEqual(record.failures, []));
  await t.test("no console error", () => assert.deepEqual(record.consoleErrors, []));
});

test("the demo opened as localhost", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  t.after(() => demo.close());
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);

  await page.goto(demo.publicUrl.replace("127.0.0.1", "localhost"));
  await page.locator("#echo").getByText("Connected").waitFor();
  await page.locator("#arrivals a").waitFor();
  for (const name of Object.keys(EXHIBITS)) await page.locator(`#${name} .received`).first().waitFor();
  assert.deepEqual(
    record.requests.filter((url) => !url.includes("//localhost:")),
    [],
  );
  assert.deepEqual(record.failures, []);
  assert.deepEqual(record.consoleErrors, []);
});

test("the demo names no internal origin", { timeout: TIMEOUT_MS }, async (t) => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  t.after(() => demo.close());
  const paths = new Set(
    Object.values(EXHIBITS)
      .map(({ path }) => path)
      .filter((path) => path !== "/arrivals"),
  );
  for (const path of [...paths, "/library.js", "/comparison/?exhibit=links", "/comparison/lines?exhibit=links"]) {
    const response = await fetch(new URL(path, demo.publicUrl), { redirect: "manual" });
    const text = JSON.stringify([...response.headers]) + (await response.text());
    for (const origin of [LEGACY, COMPARISON]) assert.deepEqual(findInternalName(text, origin, path), []);
  }
});
