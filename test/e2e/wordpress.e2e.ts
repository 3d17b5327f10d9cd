import assert from "node:assert/strict";
import test from "node:test";
import { harbourPng } from "../../src/demo/library/pictures.ts";
import type { RewriteOptions } from "../../src/options.ts";
import { startBlog } from "./support/blog.ts";
import { browseBlog } from "./support/blog-browsing.ts";
import { BLOG } from "./support/blog-content.ts";
import { AUTHOR_PAGES, BLOG_KEPT, PUBLIC_PAGES } from "./support/blog-pages.ts";
import { commentOnPost, installBlog, logInToBlog, publishPost } from "./support/blog-visit.ts";
import { assertCookiesBelow, cookiesSet } from "./support/cookies.ts";
import { Crawler } from "./support/crawler.ts";
import { assertNoLeak } from "./support/explained.ts";
import { assertKeptNames, keptWith } from "./support/kept-names.ts";
import { missing } from "./support/missing.ts";
import { assertPages } from "./support/pages.ts";
import { refusedOnlyHere } from "./support/refused.ts";
import { assertBrowsedAlike, assertBrowsedInMount } from "./support/rounds.ts";
import { setUpCurl, setUpProxy, setUpRoute } from "./support/set-up.ts";
import { Visitor } from "./support/visitor.ts";

const TIMEOUT_MS = 300_000;

/** WordPress leaves the port out of some of its own URLs. */
const WITHOUT_PORT = "http://blog.internal/";

/** Options that are off as a rule. */
const MORE: RewriteOptions = { forms: true, query: true, identifiers: true, attachments: true };

/** What a visitor does not do by following links: act, rather than read. */
const SPARED = /\/wp-admin\/(?!load-)[\w-]*(?:\.php|$)|\/wp-login\.php\?|\/wp-comments-post\.php|\/xmlrpc\.php$/;

/** One page of every kind. */
const EXPLAINED = [
  "2024/05/low-tide/",
  "feed/",
  "feed/atom/",
  "wp-json/wp/v2/posts",
  "wp-sitemap.xml",
  "robots.txt",
  "wp-admin/post-new.php",
  "wp-admin/customize.php",
];

test("WordPress", { skip: missing("build", "curl", "php", "mariadb", "wordpress"), timeout: TIMEOUT_MS }, async (t) => {
  const blog = await startBlog();
  t.after(() => blog.close());
  const application = { internal: BLOG, upstream: blog.upstream };
  const names = [`${BLOG}/`, "--alias", WITHOUT_PORT, "--upstream", blog.upstream];
  const plain = await setUpProxy(t, ...names, "--listen", "127.0.0.1:0");
  const route = { internal: `${BLOG}/`, aliases: [WITHOUT_PORT], upstream: blog.upstream, rewrite: MORE };
  const thorough = await setUpRoute(t, blog.folder, route);

  await t.test("is installed in its own pages", async (t) => {
    await installBlog(new Visitor(await setUpCurl(t), plain.publicUrl), "Harbour & Tide");
  });
  await blog.seed();

  const rounds = { "as it comes": { ...plain, options: {} }, "with more options": { ...thorough, options: MORE } };
  for (const [name, { publicUrl, options }] of Object.entries(rounds)) {
    await t.test(`with curl, ${name}`, async (t) => {
      const curl = await setUpCurl(t);
      const visitor = new Visitor(curl, publicUrl);
      await assertPages(visitor, PUBLIC_PAGES);
      const { text, links } = await commentOnPost(
        visitor,
        "2024/05/low-tide/",
        `A comment, ${name}, on ${publicUrl}about/`,
      );
      assert.ok(text.includes(`A comment, ${name}, on ${publicUrl}about/`));
      assert.ok(links.includes(`${publicUrl}about/`));
      await logInToBlog(visitor);
      await assertPages(visitor, AUTHOR_PAGES);
      const about = (home: string) => `<a href="${home}about/">About</a>`;
      const { link, slug, content } = await publishPost(visitor, `A post, ${name}`, about(publicUrl));
      assert.ok(link.startsWith(publicUrl));
      assert.equal(content.raw, about(publicUrl));
      assert.equal(await blog.stored(slug), `${about(options === MORE ? `${BLOG}/` : publicUrl)}\n`);
      assertKeptNames(curl.responses, BLOG, keptWith(BLOG_KEPT, options));
    });
  }

  await t.test("explained", async (t) => {
    const curl = await setUpCurl(t);
    await logInToBlog(new Visitor(curl, thorough.publicUrl));
    const urls = EXPLAINED.map((path) => new URL(path, thorough.publicUrl).href);
    await assertNoLeak(blog.folder, { ...route, public: thorough.publicUrl }, urls, cookiesSet(curl.responses));
  });

  await t.test("mounted at /blog/", async (t) => {
    const { publicUrl } = await setUpRoute(t, blog.folder, { ...route, public: "http://127.0.0.1:0/blog/" });
    const curl = await setUpCurl(t);
    const crawler = new Crawler(curl, publicUrl, SPARED);
    for (const path of Object.keys(PUBLIC_PAGES)) await crawler.readPage(new URL(path, publicUrl).href);
    await logInToBlog(new Visitor(curl, publicUrl));
    for (const path of Object.keys(AUTHOR_PAGES)) await crawler.readPage(new URL(path, publicUrl).href);
    t.diagnostic(`${crawler.asked} URLs`);
    assert.deepEqual(crawler.outside, []);
    assert.deepEqual(await refusedOnlyHere(t, crawler.refused, publicUrl, application), []);
    assertKeptNames(curl.responses, BLOG, keptWith(BLOG_KEPT, MORE));
    assertCookiesBelow("/blog/", curl.responses);
  });

  await t.test("in Chromium, mounted at /blog/ with the shim", { skip: missing("chromium") }, async (t) => {
    const mounted = { ...route, public: "http://127.0.0.1:0/blog/", shim: true };
    const { publicUrl } = await setUpRoute(t, blog.folder, mounted);
    await assertBrowsedInMount(t, application, publicUrl, (page, url) =>
      browseBlog(page, { url, word: "heron", picture: harbourPng(640) }),
    );
  });

  await t.test("in Chromium", { skip: missing("chromium") }, async (t) => {
    await assertBrowsedAlike(t, application, thorough.publicUrl, (page, url) => {
      const word = url === thorough.publicUrl ? "cormorant" : "seagull";
      return browseBlog(page, { url, word, picture: harbourPng(640) });
    });
    for (const word of ["cormorant", "seagull"]) {
      const stored = await blog.stored(`on-the-${word}`);
      assert.match(stored, new RegExp(`<img src="${BLOG}/wp-content/uploads/[^"]*${word}`));
      assert.ok(!stored.includes(thorough.publicUrl), stored);
    }
  });
});
