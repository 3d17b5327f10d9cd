import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { setTimeout } from "node:timers/promises";
import { startApplications } from "../../src/demo/applications.ts";
import { COMPARISON, LEGACY } from "../../src/demo/names.ts";
import { createProxy, type RouteInput } from "../../src/index.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { LIBRARY_STEPS } from "./support/library-steps.ts";
import { missing } from "./support/missing.ts";
import { SCRIPTED, SHIM_CALLS, SHIM_PAGES, startScriptedSite } from "./support/shim-pages.ts";

const TIMEOUT_MS = 180_000;

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
    { public: `${SECOND}/`, internal: LEGACY, upstream: second.legacy },
    { public: `${SECOND_COMPARISON}/`, internal: COMPARISON, upstream: second.comparison },
  ]);
  const outer = await setUp(t, [
    { public: "http://127.0.0.1:0/one/", internal: LEGACY, upstream: first.legacy, ...options },
    { public: "http://127.0.0.1:0/one-compared/", internal: COMPARISON, upstream: first.comparison, ...options },
    { public: "http://127.0.0.1:0/two/", internal: SECOND, upstream: inner, ...options },
    { public: "http://127.0.0.1:0/two-compared/", internal: SECOND_COMPARISON, upstream: inner, ...options },
  ]);
  first.setPublicOrigin(`${outer}/one`);
  second.setPublicOrigin(`${outer}/two`);
  return outer;
}

const PATIENCE_MS = 10_000;

/** Waits for what may never come. */
async function waitUntil(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isDone() && Date.now() < deadline) await setTimeout(50);
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

test("a library at the root and another below it", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const [root, below] = [await setUpApplications(t), await setUpApplications(t)];
  const inner = await setUp(t, [{ public: `${SECOND}/`, internal: LEGACY, upstream: below.legacy }]);
  const origin = await setUp(t, [
    { public: "http://127.0.0.1:0/", internal: LEGACY, upstream: root.legacy, separateCookies: true },
    { public: "http://127.0.0.1:0/below/", internal: SECOND, upstream: inner, separateCookies: true },
  ]);
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page } = await openRecorded(browser);
  const visitors = { Ada: `${origin}/`, Grace: `${origin}/below/` };
  for (const [name, home] of Object.entries(visitors)) {
    await page.goto(`${home}login`);
    await page.fill("[name=name]", name);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.waitForURL(`${home}account`);
  }
  for (const [name, home] of Object.entries(visitors)) {
    await page.goto(`${home}account`);
    await page.getByText(`You are logged in as ${name}.`).waitFor();
  }
});

/** What a script sees. */
const SEEN: Readonly<Record<string, unknown>> = {
  'history.pushState(null, "", "/pushed") ?? location.pathname': "/app/pushed",
  'history.replaceState(null, "", "/replaced") ?? location.pathname': "/app/replaced",
  '(document.cookie = "SID=1; path=/") && document.cookie': "SID=1",
  "/\\[native code\\]/.test(fetch)": true,
  "[fetch.name, fetch.length, WebSocket.OPEN, XMLHttpRequest.prototype.open.length]": ["fetch", 1, 1, 2],
  'new Request("/x").url.endsWith("/app/x") && new Request("/x") instanceof Request': true,
  "new Request('x').constructor === Request": true,
  'Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src").enumerable': true,
  "Object.keys(window).filter((name) => /shim|reorigin/i.test(name))": [],
  '(() => { try { new WebSocket("x:") } catch (error) { return error.name } })()': "SyntaxError",
};

/** What a redirect helps; neither sockets nor the scripts of workers follow one. */
const REFERRING = [
  "fetch",
  "fetch-from-location",
  "request",
  "xhr",
  "beacon",
  "event-source",
  "image.png",
  "inner.png",
  "script.js",
  "link.css",
  "frame.html",
  "form.html",
  "style.png",
];

test("pages with the shim", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const site = await startScriptedSite();
  t.after(() => site.close());
  const origin = await setUp(t, [
    {
      public: "http://127.0.0.1:0/app/",
      internal: SCRIPTED,
      upstream: site.upstream,
      shim: true,
      separateCookies: true,
    },
  ]);
  const home = `${origin}/app/`;
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());

  await t.test("history, cookies and what can be seen of the shim", async (t) => {
    const { page } = await openRecorded(browser);
    t.after(() => page.context().close());
    await page.goto(`${home}page`);
    for (const [code, expected] of Object.entries(SEEN)) assert.deepEqual(await page.evaluate(code), expected, code);
    assert.deepEqual(
      (await page.context().cookies(home)).map(({ name, path }) => [name.replace(/^ro[0-9a-f]{8}-/, "tagged "), path]),
      [["tagged SID", "/app/"]],
    );
  });

  for (const code of [
    "location.href = at",
    "location.assign(at)",
    "location.replace(at)",
    "location = at",
    "open(at, '_self')",
  ]) {
    await t.test(`a navigation: ${code}`, async (t) => {
      const { page, record } = await openRecorded(browser);
      t.after(() => page.context().close());
      for (const at of ["/calls/there.html", `${SCRIPTED}/calls/there.html`, `${origin}/calls/there.html`]) {
        await page.goto(`${home}page`);
        await page.evaluate(`{ const at = ${JSON.stringify(at)}; void setTimeout(() => { ${code}; }); }`);
        await page.waitForURL(`${home}calls/there.html`);
      }
      assert.deepEqual(
        record.requests.filter((url) => !url.startsWith(home)),
        [],
      );
    });
  }

  for (const kind of Object.keys(SHIM_PAGES)) {
    await t.test(kind, async (t) => {
      const { page, record } = await openRecorded(browser);
      t.after(() => page.context().close());
      site.calls.clear();
      await page.goto(`${home}page?kind=${encodeURIComponent(kind)}`);
      assert.equal(await page.evaluate("document.compatMode"), kind === "quirks" ? "BackCompat" : "CSS1Compat");
      await page.evaluate("for (const name of Object.keys(calls)) calls[name]();");
      const wanted = [...Object.keys(SHIM_CALLS), "written.png"];
      await waitUntil(() => wanted.every((name) => site.calls.has(name)));
      assert.deepEqual(
        wanted.filter((name) => !site.calls.has(name)),
        [],
      );
      assert.deepEqual(
        record.requests.filter((url) => !url.startsWith(home)),
        [],
      );
      await page.locator(`body[data-scope="${home}"]`).waitFor();
    });
  }
});

test("pages whose Referer tells their mount", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const site = await startScriptedSite();
  t.after(() => site.close());
  const origin = await setUp(t, [
    { public: "http://127.0.0.1:0/app/", internal: SCRIPTED, upstream: site.upstream, refererRedirect: true },
  ]);
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);
  await page.goto(`${origin}/app/page`);
  for (const name of REFERRING) await page.evaluate(`void calls[${JSON.stringify(name)}]()`);
  await page.evaluate(`load("/calls/module.js")`);
  assert.equal(
    await page.evaluate(`fetch("/calls/post", { method: "POST", body: "x" }).then(({ url }) => url)`),
    `${origin}/app/calls/post`,
  );
  const wanted = [...REFERRING, "written.png", "module.js", "post"];
  await waitUntil(() => wanted.every((name) => site.calls.has(name)));
  assert.deepEqual(
    wanted.filter((name) => !site.calls.has(name)),
    [],
  );
  await page.evaluate(`void setTimeout(() => { location.href = "/calls/there.html"; })`);
  await page.waitForURL(`${origin}/app/calls/there.html`);
  assert.deepEqual(record.failures, []);
});
