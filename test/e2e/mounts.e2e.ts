import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { startApplications } from "../../src/demo/applications.ts";
import { COMPARISON, LEGACY } from "../../src/demo/names.ts";
import { createProxy, type RouteInput } from "../../src/index.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { LIBRARY_STEPS } from "./support/library-steps.ts";
import { missing } from "./support/missing.ts";

const TIMEOUT_MS = 90_000;

const SECOND = "http://second.internal";
const SECOND_COMPARISON = "http://second-comparison.internal";

/** Listens on a free port until the test ends. */
async function setUp(t: TestContext, routes: readonly RouteInput[]): Promise<string> {
  const proxy = createProxy({ listen: "127.0.0.1:0", routes });
  const [address] = await proxy.listen();
  t.after(() => proxy.close(0));
  return `http://127.0.0.1:${address?.port}`;
}

async function setUpApplications(t: TestContext) {
  const applications = await startApplications();
  t.after(() => applications.close());
  return applications;
}

/** Two libraries beside each other. The second goes by another name, which a proxy of its own gives it. */
async function setUpLibraries(t: TestContext, options: Partial<RouteInput>): Promise<string> {
  const [first, second] = [await setUpApplications(t), await setUpApplications(t)];
  const inner = await setUp(t, [
    { public: `${SECOND}/`, internal: LEGACY, upstream: second.library },
    { public: `${SECOND_COMPARISON}/`, internal: COMPARISON, upstream: second.comparison },
  ]);
  const outer = await setUp(t, [
    { public: "http://127.0.0.1:0/one/", internal: LEGACY, upstream: first.library, ...options },
    { public: "http://127.0.0.1:0/one-compared/", internal: COMPARISON, upstream: first.comparison, ...options },
    { public: "http://127.0.0.1:0/two/", internal: SECOND, upstream: inner, ...options },
    { public: "http://127.0.0.1:0/two-compared/", internal: SECOND_COMPARISON, upstream: inner, ...options },
  ]);
  first.setPublicOrigin(`${outer}/one`);
  second.setPublicOrigin(`${outer}/two`);
  return outer;
}

const VARIANTS: Readonly<Record<string, Partial<RouteInput>>> = {
  "as they come": {},
  "with all options": { separateCookies: true, refererRedirect: true, shim: true },
};

for (const [variant, options] of Object.entries(VARIANTS)) {
  test(`two libraries beside each other, ${variant}`, { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
    const origin = await setUpLibraries(t, options);
    const browser = await launchChromium("MAP *.internal ~NOTFOUND");
    t.after(() => browser.close());
    const { page, record } = await openRecorded(browser);
    const homes = [`${origin}/one/`, `${origin}/two/`] as const;

    for (const [name, step] of Object.entries(LIBRARY_STEPS)) {
      await t.test(name, async () => {
        for (const home of homes) {
          await page.goto(home);
          await step(page, home);
          assert.ok(page.url().startsWith(home), page.url());
        }
      });
    }
    await t.test("who is logged in to one is not logged in to the other", async () => {
      const [one, two] = homes;
      await page.goto(`${one}login`);
      await page.fill("[name=name]", "Ada");
      await page.getByRole("button", { name: "Log in" }).click();
      await page.getByText("You are logged in as Ada.").waitFor();
      await page.goto(`${two}account`);
      await page.waitForURL(`${two}login`);
      await page.goto(`${one}account`);
      await page.getByText("You are logged in as Ada.").waitFor();
    });
    await t.test("asked for nothing outside of the mounts", () => {
      const mounts = /^http:\/\/127\.0\.0\.1:\d+\/(?:one|two)(?:-compared)?\//;
      assert.deepEqual(
        record.requests.filter((url) => !mounts.test(url)),
        [],
      );
    });
    await t.test("no request failed", () => assert.deepEqual(record.failures, []));
    await t.test("no console error", () => assert.deepEqual(record.consoleErrors, []));
  });
}
