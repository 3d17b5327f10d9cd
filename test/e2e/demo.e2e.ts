import assert from "node:assert/strict";
import test from "node:test";
import type { Page } from "playwright-core";
import { startDemo } from "../../src/demo/demo.ts";
import { EXHIBITS } from "../../src/demo/exhibits.ts";
import { WIDTHS } from "../../src/demo/library/pictures.ts";
import { COMPARISON, LEGACY } from "../../src/demo/names.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { findInternalName } from "./support/internal-names.ts";
import { missing } from "./support/missing.ts";

const TIMEOUT_MS = 60_000;

type Step = (page: Page, home: string) => Promise<void>;

/** What a visitor tries, each from the first page. */
const STEPS: Readonly<Record<string, Step>> = {
  "all four links lead to the catalogue": async (page, home) => {
    for (const name of ["one", "two", "three", "four"]) {
      await page.goto(home);
      await page.locator("#links .live").getByText(name, { exact: true }).click();
      await page.waitForURL(`${home}catalogue`);
    }
  },
  "a redirect is followed": async (page, home) => {
    await page.click("#redirect .live a");
    await page.waitForURL(`${home}catalogue`);
  },
  "a refresh is followed": async (page, home) => {
    await page.click("#refresh .live a");
    await page.waitForURL(`${home}catalogue`);
  },
  "logs in and out": async (page, home) => {
    await page.click("#cookies .live a");
    await page.waitForURL(`${home}login`);
    await page.fill("[name=name]", "Ada");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByText("You are logged in as Ada.").waitFor();
    assert.deepEqual(
      (await page.context().cookies()).map(({ name, domain }) => [name, domain]).sort(),
      ["seen", "session"].map((name) => [name, new URL(home).hostname]),
    );
    await page.getByRole("button", { name: "Log out" }).click();
    await page.waitForURL(home);
  },
  "signs the guest book": async (page, home) => {
    await page.click("#forms .live a");
    await page.fill("[name=name]", "Grace");
    await page.fill("[name=message]", "Aye <aye>");
    await page.getByRole("button", { name: "Sign" }).click();
    await page.getByText("Aye <aye>").waitFor();
    assert.equal(page.url(), `${home}guest-book`);
  },
  "searches and reads a book": async (page, home) => {
    await page.fill("header [name=word]", "verne");
    await page.press("header [name=word]", "Enter");
    await page.getByText("Twenty Thousand Leagues").click();
    await page.getByText("More of this author").click();
    await page.waitForURL(`${home}search?word=Jules%20Verne`);
  },
  "sees the stylesheet, what it imports and its picture": async (page, home) => {
    const [colour, picture] = await page.evaluate<[string, string]>(`[
      getComputedStyle(document.documentElement).colorScheme,
      getComputedStyle(document.querySelector("header")).backgroundImage,
    ]`);
    assert.equal(colour, "light dark");
    assert.ok(picture.includes(`"${home}harbour-960.png"`), picture);
  },
  "sees a picture out of the srcset": async (page, home) => {
    const picture = await page
      .locator("#pictures img")
      .evaluate((image: { readonly currentSrc: string }) => image.currentSrc);
    // A browser that has a larger candidate in its cache takes that one.
    assert.ok(
      WIDTHS.some((width) => picture === `${home}harbour-${width}.png`),
      picture,
    );
  },
  "sees the drawing": async (page, home) => {
    const drawing = page.frames().find((frame) => frame.url() === `${home}harbour.svg`);
    assert.equal(await drawing?.locator("a").getAttribute("xlink:href"), `${home}catalogue`);
    assert.equal(await drawing?.locator("image").getAttribute("href"), `${home}harbour-320.png`);
  },
  "follows a link in the frame": async (page, home) => {
    await page.frameLocator("#frame iframe").getByText("the catalogue").click();
    await page.waitForURL(`${home}catalogue`);
  },
  "reads more books by script": async (page, home) => {
    await page.locator("#books").getByText("Moby-Dick").waitFor();
    await page.click("#more");
    const next = page.locator("#books").getByText("Treasure Island");
    assert.equal(await next.getAttribute("href"), `${home}book?number=6`);
  },
  "hears of arrivals": async (page, home) => {
    const first = page.locator("#arrivals").getByText("The Voyage of the Beagle");
    assert.equal(await first.getAttribute("href"), `${home}book?number=1`);
    await page.locator("#arrivals").getByText("Two Years Before the Mast").waitFor();
  },
  "talks to the WebSocket": async (page) => {
    await page.locator("#echo").getByText("Connected").waitFor();
    await page.fill("#echo input", "Ship ahoy");
    await page.locator("#echo").getByText("Send").click();
    await page.getByText("The application answers: Ship ahoy").waitFor();
  },
  "reads the compressed page": async (page, home) => {
    await page.click("#compressed .live a");
    const last = page.locator("main a").last();
    assert.equal(await last.getAttribute("href"), `${home}book?number=12`);
  },
};

test("the demo in Chromium", { skip: missing("chromium"), timeout: TIMEOUT_MS }, async (t) => {
  const demo = await startDemo({ listen: "127.0.0.1:0" });
  t.after(() => demo.close());
  const browser = await launchChromium("MAP *.internal ~NOTFOUND");
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);

  for (const [name, step] of Object.entries(STEPS)) {
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
