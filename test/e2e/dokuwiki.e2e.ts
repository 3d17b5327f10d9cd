import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { harbourPng } from "../../src/demo/library/pictures.ts";
import type { RewriteOptions } from "../../src/options.ts";
import { assertCookiesBelow } from "./support/cookies.ts";
import { Crawler } from "./support/crawler.ts";
import { assertKeptNames, FORM_FIELD, type KeptName, keptWith } from "./support/kept-names.ts";
import { missing } from "./support/missing.ts";
import { refusedOnlyHere } from "./support/refused.ts";
import { assertBrowsedAlike, assertBrowsedInMount } from "./support/rounds.ts";
import { setUpCurl, setUpProxy, setUpRoute } from "./support/set-up.ts";
import { startWiki, type Wiki, type WikiOptions } from "./support/wiki.ts";
import { browseWiki } from "./support/wiki-browsing.ts";
import { WIKI, WIKI_PAGES } from "./support/wiki-pages.ts";
import { WikiVisit } from "./support/wiki-visit.ts";

const TIMEOUT_MS = 120_000;

const GARBLED: KeptName = {
  what: /\/ttp:\/\/wiki\.internal:9200/g,
  why: "DokuWiki itself garbles the address of its icon when it writes whole URLs",
};

/** What a form sends comes back, and so do the links that the wiki signs: they hold a whole URL in their query. */
const MORE: RewriteOptions = { forms: true, attachments: true, identifiers: true };

const route = ({ upstream }: Wiki) => ({ internal: `${WIKI}/`, upstream });

async function setUpWiki(t: TestContext, options: WikiOptions): Promise<Wiki> {
  const wiki = await startWiki(options);
  t.after(() => wiki.close());
  return wiki;
}

for (const options of [{}, MORE]) {
  const skip = missing("build", "curl", "php", "dokuwiki");
  test(`DokuWiki with curl, forms ${options.forms ? "mapped" : "as they are"}`, {
    skip,
    timeout: TIMEOUT_MS,
  }, async (t) => {
    const wiki = await setUpWiki(t, { canonical: true });
    const proxy = await setUpRoute(t, wiki.folder, { ...route(wiki), rewrite: options });
    const curl = await setUpCurl(t);
    const visit = new WikiVisit(curl, proxy.publicUrl);
    const stored = (...path: string[]) => readFile(join(wiki.folder, "data", ...path));

    await t.test("reads", async () => {
      const { text, links } = await visit.read("start");
      assert.match(text, /Welcome to the wiki of the harbour/);
      assert.ok(links.includes(`${proxy.publicUrl}doku.php?id=notes`));
    });
    await t.test("logs in", () => visit.logIn());
    await t.test("edits and saves, and the wiki stores what its author wrote", async () => {
      await visit.index(await visit.append("notes", "A seagull came by."));
      assert.equal((await stored("pages", "notes.txt")).toString(), `${WIKI_PAGES["notes"]}\nA seagull came by.\n`);
    });
    await t.test("searches", async () => {
      const { links } = await visit.search("seagull");
      assert.ok(links.includes(`${proxy.publicUrl}doku.php?id=notes`));
    });
    await t.test("uploads and sees a picture, byte for byte", async () => {
      const picture = harbourPng(640);
      assert.ok((await visit.upload("visit.png", picture)).equals(picture));
      assert.ok((await stored("media", "visit.png")).equals(picture));
    });
    await t.test("logs out", () => visit.logOut());
    await t.test("sees no internal name", () => assertKeptNames(curl.responses, WIKI, keptWith([FORM_FIELD], options)));
  });
}

test("DokuWiki in Chromium", {
  skip: missing("build", "chromium", "php", "dokuwiki"),
  timeout: TIMEOUT_MS,
}, async (t) => {
  const wiki = await setUpWiki(t, { canonical: true });
  const proxy = await setUpProxy(t, `${WIKI}/`, "--upstream", wiki.upstream, "--listen", "127.0.0.1:0");
  const application = { internal: WIKI, upstream: wiki.upstream };
  await assertBrowsedAlike(t, application, proxy.publicUrl, (page, url) => {
    const word = url === proxy.publicUrl ? "cormorant" : "seagull";
    return browseWiki(page, { url, word, fileName: `${word}.png`, picture: harbourPng(320) });
  });
});

test("DokuWiki in Chromium, with root-relative URLs, mounted at /docs/ with the shim", {
  skip: missing("build", "chromium", "php", "dokuwiki"),
  timeout: TIMEOUT_MS,
}, async (t) => {
  const wiki = await setUpWiki(t, { canonical: false });
  const options = { public: "http://127.0.0.1:0/docs/", shim: true, separateCookies: true };
  const proxy = await setUpRoute(t, wiki.folder, { ...route(wiki), ...options });
  await assertBrowsedInMount(t, { internal: WIKI, upstream: wiki.upstream }, proxy.publicUrl, (page, url) =>
    browseWiki(page, { url, word: "heron", fileName: "heron.png", picture: harbourPng(320) }),
  );
});

for (const canonical of [false, true]) {
  const urls = canonical ? "whole" : "root-relative";
  const skip = missing("build", "curl", "php", "dokuwiki");
  test(`DokuWiki with ${urls} URLs, mounted at /docs/`, { skip, timeout: TIMEOUT_MS }, async (t) => {
    const wiki = await setUpWiki(t, { canonical });
    const proxy = await setUpRoute(t, wiki.folder, {
      ...route(wiki),
      public: "http://127.0.0.1:0/docs/",
      rewrite: MORE,
    });
    assert.match(proxy.publicUrl, /:\d+\/docs\/$/);
    const curl = await setUpCurl(t);
    await new WikiVisit(curl, proxy.publicUrl).logIn();
    const crawler = new Crawler(curl, proxy.publicUrl, /do=logout/);
    const ids = Object.keys(WIKI_PAGES).slice(0, 10);
    for (const id of ids) await crawler.readPage(new URL(`doku.php?id=${id}`, proxy.publicUrl).href);

    t.diagnostic(`${crawler.asked} URLs`);
    assert.deepEqual(crawler.outside, []);
    assert.deepEqual(
      await refusedOnlyHere(t, crawler.refused, proxy.publicUrl, { internal: WIKI, upstream: wiki.upstream }),
      [],
    );
    assertKeptNames(curl.responses, WIKI, canonical ? [GARBLED] : []);
    assertCookiesBelow("/docs/", curl.responses);
  });
}
