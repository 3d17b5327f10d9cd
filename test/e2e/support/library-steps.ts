import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { WIDTHS } from "../../../src/demo/library/pictures.ts";

/** @param home where the library is found, with the slash */
export type Step = (page: Page, home: string) => Promise<void>;

/** What a visitor tries in the library of the demo, each from the first page. */
export const LIBRARY_STEPS: Readonly<Record<string, Step>> = {
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
      (await page.context().cookies(home)).map(({ name, domain }) => [name.replace(TAG, ""), domain]).sort(),
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

/** Of cookies that are kept apart. */
const TAG = /^ro[0-9a-f]{8}-/;
