import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { harbourPng } from "../../src/demo/library/pictures.ts";
import { launchChromium, openRecorded } from "./support/browser.ts";
import { Crawler } from "./support/crawler.ts";
import { Curl, type CurlResponse } from "./support/curl.ts";
import { findInternalName, type Leak } from "./support/internal-names.ts";
import { missing } from "./support/missing.ts";
import { type RunningProxy, startProxy } from "./support/proxy.ts";
import { startWiki, type Wiki, type WikiOptions } from "./support/wiki.ts";
import { browseWiki } from "./support/wiki-browsing.ts";
import { WIKI, WIKI_PAGES } from "./support/wiki-pages.ts";
import { WikiVisit } from "./support/wiki-visit.ts";

const TIMEOUT_MS = 90_000;

/** What stays of the internal name, and why; it is not counted. */
const KNOWN_LEAKS = [
  // The editor: forms are not rewritten, so that what an author wrote is stored as it was.
  /<textarea.*?<\/textarea>/gs,
  // DokuWiki itself garbles the address of its icon when it writes whole URLs.
  /\/ttp:\/\/wiki\.internal:9200/g,
  // An address in angle brackets, in a text that is read as HTML: a parser takes it for a tag.
  /&lt;http:\/\/wiki\.internal:9200/g,
];

/** URLs that the wiki signs: they hold a whole URL in their query, and parameters are not mapped back. */
const SIGNED = /fetch\.php\?tok=\w+&media=http/;

async function setUpWiki(t: TestContext, options: WikiOptions): Promise<Wiki> {
  const wiki = await startWiki(options);
  t.after(() => wiki.close());
  return wiki;
}

async function setUpProxy(t: TestContext, ...args: string[]): Promise<RunningProxy> {
  const proxy = await startProxy(...args);
  t.after(() => proxy.process.close());
  return proxy;
}

async function startCurl(t: TestContext, ...options: string[]): Promise<Curl> {
  const curl = await Curl.start(...options);
  t.after(() => curl.close());
  return curl;
}

test("DokuWiki with curl", { skip: missing("build", "curl", "php", "dokuwiki"), timeout: TIMEOUT_MS }, async (t) => {
  const wiki = await setUpWiki(t, { canonical: true });
  const proxy = await setUpProxy(t, `${WIKI}/`, "--upstream", wiki.upstream, "--listen", "127.0.0.1:0");
  const curl = await startCurl(t);
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
  await t.test("sees no internal name", () => assertNoInternalName(curl.responses));
});

test("DokuWiki in Chromium", {
  skip: missing("build", "chromium", "php", "dokuwiki"),
  timeout: TIMEOUT_MS,
}, async (t) => {
  const wiki = await setUpWiki(t, { canonical: true });
  const proxy = await setUpProxy(t, `${WIKI}/`, "--upstream", wiki.upstream, "--listen", "127.0.0.1:0");
  const picture = harbourPng(320);

  const browse = async (url: string, resolverRule: string, word: string) => {
    const browser = await launchChromium(resolverRule);
    t.after(() => browser.close());
    const { page, record } = await openRecorded(browser);
    await browseWiki(page, { url, word, fileName: `${word}.png`, picture });
    await browser.close();
    return record;
  };
  const { hostname, host } = new URL(WIKI);
  const direct = await browse(`${WIKI}/`, `MAP ${host} ${new URL(wiki.upstream).host}`, "seagull");
  const proxied = await browse(proxy.publicUrl, `MAP ${hostname} ~NOTFOUND`, "cormorant");

  assert.deepEqual(
    proxied.requests.filter((url) => url.includes(hostname)),
    [],
  );
  assert.deepEqual(proxied.failures, []);
  assert.deepEqual(
    proxied.consoleErrors.filter((message) => !direct.consoleErrors.includes(message)),
    [],
  );
});

for (const canonical of [false, true]) {
  const urls = canonical ? "whole" : "root-relative";
  const skip = missing("build", "curl", "php", "dokuwiki");
  test(`DokuWiki with ${urls} URLs, mounted at /docs/`, { skip, timeout: TIMEOUT_MS }, async (t) => {
    const wiki = await setUpWiki(t, { canonical });
    const route = { public: "http://127.0.0.1:0/docs/", internal: `${WIKI}/`, upstream: wiki.upstream };
    const rewrite = { attachments: true, identifiers: true };
    const configuration = join(wiki.folder, "reorigin.json");
    await writeFile(configuration, JSON.stringify({ listen: "127.0.0.1:0", routes: [{ ...route, rewrite }] }));
    const proxy = await setUpProxy(t, "--config", configuration);
    assert.match(proxy.publicUrl, /:\d+\/docs\/$/);
    const curl = await startCurl(t);
    await new WikiVisit(curl, proxy.publicUrl).logIn();
    const crawler = new Crawler(curl, proxy.publicUrl, /do=logout/);
    const ids = Object.keys(WIKI_PAGES).slice(0, 10);
    for (const id of ids) await crawler.readPage(new URL(`doku.php?id=${id}`, proxy.publicUrl).href);

    t.diagnostic(`${crawler.asked} URLs`);
    assert.deepEqual(crawler.outside, []);
    const refused = crawler.refused.filter(({ url }) => !SIGNED.test(url));
    assert.deepEqual(await refusedOnlyHere(t, refused, proxy.publicUrl, wiki.upstream), []);
    assertNoInternalName(curl.responses);
    assertCookiesBelow("/docs/", curl.responses);
  });
}

/** Which of these URLs the wiki itself does not refuse. */
async function refusedOnlyHere(
  t: TestContext,
  refused: readonly CurlResponse[],
  publicUrl: string,
  upstream: string,
): Promise<string[]> {
  const direct = await startCurl(t, "--connect-to", `${new URL(WIKI).host}:${new URL(upstream).host}`);
  const onlyHere: string[] = [];
  for (const { url, status } of refused) {
    const there = await direct.get(url.replace(publicUrl, `${WIKI}/`));
    if (there.status !== status) onlyHere.push(`${url} ${status}, and ${there.status} without the proxy`);
  }
  return onlyHere;
}

function assertNoInternalName(responses: readonly CurlResponse[]): void {
  const leaks = new Map<string, Leak>();
  for (const { url, head, body } of responses) {
    const text = KNOWN_LEAKS.reduce((rest, known) => rest.replace(known, ""), `${head}${body.toString("latin1")}`);
    for (const leak of findInternalName(text, WIKI, url)) leaks.set(leak.context, leak);
  }
  assert.deepEqual([...leaks.values()], []);
}

function assertCookiesBelow(path: string, responses: readonly CurlResponse[]): void {
  const cookies = responses.flatMap(({ head }) => head.match(/^set-cookie:.*/gim) ?? []);
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) assert.match(cookie, new RegExp(`; *path=${path}(?:;|\\s*$)`, "i"));
}
