import assert from "node:assert/strict";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import test from "node:test";
import { resolveConfig } from "../../src/config/load.ts";
import { Operation } from "../../src/service/operation.ts";
import { Sink } from "../cli/run.ts";
import { INTERNAL, startApplication } from "../reliability/support/application.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { missing } from "./support/missing.ts";

const TIMEOUT_MS = 60_000;

test("the live page in Chromium", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const application = await startApplication("one");
  t.after(() => application.close());
  const routes = [{ public: "http://www.example.com/", internal: INTERNAL, upstream: application.origin }];
  const config = resolveConfig({ listen: "127.0.0.1:0", admin: "127.0.0.1:0", logLevel: "silent", routes });
  const operation = new Operation(config, new Sink());
  const { proxy, admin } = await operation.listen();
  t.after(() => operation.close());
  const visit = (path: string, host: string) =>
    new Promise<string>((resolve, reject) => {
      const options = { port: proxy[0]?.port, host: "127.0.0.1", path, headers: { host }, agent: false };
      get(options, (response) => text(response).then(resolve, reject)).on("error", reject);
    });
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);
  await page.goto(`http://127.0.0.1:${admin?.port}/`);

  await t.test("is ready", () => page.locator("#state").getByText("ready", { exact: true }).waitFor());
  await t.test("shows what comes while it is open, and why the rest was left", async () => {
    await visit("/a?secret=1", "www.example.com");
    await visit("/<b>", "evil.example");
    await page.locator("#routes td").getByText("http://www.example.com/").waitFor();
    await page.locator("#upstreams td").getByText(application.origin).waitFor();
    await page.locator("#bodies td").getByText("rewritten").waitFor();
    await page.locator("#recent td").getByText("unknown-host").waitFor();
    const shown = await page.locator("body").innerText();
    assert.match(shown, /GET www\.example\.com\/a\t/);
    assert.match(shown, /GET evil\.example\/<b>/);
    assert.doesNotMatch(shown, /secret/);
  });
  await t.test("fits a phone", async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
  });
  await t.test("no error, nothing from elsewhere", () => {
    assert.deepEqual([record.failures, record.consoleErrors], [[], []]);
    assert.ok(record.requests.every((url) => url.startsWith(`http://127.0.0.1:${admin?.port}/`)));
  });
});
