import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { Crawler } from "./support/crawler.ts";
import { assertKeptNames } from "./support/kept-names.ts";
import { missing } from "./support/missing.ts";
import { assertPages } from "./support/pages.ts";
import { refusedOnlyHere } from "./support/refused.ts";
import { REPOSITORY_USER, startRepository } from "./support/repository.ts";
import { browseRepository } from "./support/repository-browsing.ts";
import { CHECK_INS, REPOSITORY } from "./support/repository-content.ts";
import { REPOSITORY_KEPT, REPOSITORY_PAGES } from "./support/repository-pages.ts";
import { logInToRepository, openTicket } from "./support/repository-visit.ts";
import { assertBrowsedAlike, assertBrowsedInMount } from "./support/rounds.ts";
import { setUpCurl, setUpProxy, setUpRoute } from "./support/set-up.ts";
import { Visitor } from "./support/visitor.ts";

const TIMEOUT_MS = 180_000;

/** What a visitor does not do by following links: administer, take everything, leave. */
const SPARED = /\/(?:logout|zip|tarball|sqlar|test_\w+|setup\w*|xfersetup|draft\d)\b|\/blame$/;

test("Fossil", { skip: missing("build", "curl", "fossil"), timeout: TIMEOUT_MS }, async (t) => {
  const repository = await startRepository();
  t.after(() => repository.close());
  const application = { internal: REPOSITORY, upstream: repository.upstream };
  const names = [`${REPOSITORY}/`, "--upstream", repository.upstream, "--listen", "127.0.0.1:0"];
  const { publicUrl } = await setUpProxy(t, ...names);

  await t.test("with curl", async (t) => {
    const curl = await setUpCurl(t);
    const visitor = new Visitor(curl, publicUrl);
    await logInToRepository(visitor);
    await assertPages(visitor, REPOSITORY_PAGES);
    const { links } = await visitor.open("file/harbour.c?ci=tip");
    const download = await visitor.get(links.find((url) => url.endsWith("?at=harbour.c"))!);
    assert.equal(download.body.toString(), CHECK_INS[1].files["harbour.c"]);
    const ticket = await openTicket(visitor, "A ticket", `See ${publicUrl}wiki?name=Tides and ${REPOSITORY}/home`);
    assert.ok(ticket.text.includes(`See ${publicUrl}wiki?name=Tides and ${publicUrl}home`));
    assertKeptNames(curl.responses, REPOSITORY, REPOSITORY_KEPT);
  });

  await t.test("with its own client, that clones, checks in and pushes, byte for byte", async () => {
    const { name, password } = REPOSITORY_USER;
    const remote = Object.assign(new URL(publicUrl), { username: name, password });
    await repository.fossil("clone", "clone", remote.href, "clone.fossil");
    await repository.fossil("clone", "open", "clone.fossil", "--workdir", "files", "--nosync");
    const files = (file: string) => join(repository.folder, "clone", "files", file);
    for (const [file, content] of CHECK_INS.flatMap(({ files }) => Object.entries(files))) {
      assert.ok((await readFile(files(file))).equals(Buffer.from(content)), file);
    }
    const address = `${REPOSITORY}/home and ${publicUrl}home\n`;
    await writeFile(files("address.txt"), address);
    await repository.fossil("clone/files", "add", "address.txt");
    await repository.fossil("clone/files", "commit", "--comment", "Pushed", "--no-warnings", "--nosync");
    await repository.fossil("clone/files", "push", remote.href);
    assert.equal(await repository.fossil("work", "cat", "address.txt", "-r", "trunk"), address);
  });

  await t.test("mounted at /code/", async (t) => {
    const { publicUrl } = await setUpProxy(t, ...names, "--public", "http://127.0.0.1:0/code/");
    const curl = await setUpCurl(t);
    await logInToRepository(new Visitor(curl, publicUrl));
    const crawler = new Crawler(curl, publicUrl, SPARED);
    for (const path of Object.keys(REPOSITORY_PAGES)) await crawler.readPage(new URL(path, publicUrl).href);
    t.diagnostic(`${crawler.asked} URLs`);
    assert.deepEqual(crawler.outside, []);
    assert.deepEqual(await refusedOnlyHere(t, crawler.refused, publicUrl, application), []);
    assertKeptNames(curl.responses, REPOSITORY, REPOSITORY_KEPT);
  });

  await t.test("in Chromium, mounted at /code/ with the shim", { skip: missing("chromium") }, async (t) => {
    const route = { internal: `${REPOSITORY}/`, upstream: repository.upstream, shim: true };
    const { publicUrl } = await setUpRoute(t, repository.folder, { ...route, public: "http://127.0.0.1:0/code/" });
    await assertBrowsedInMount(t, application, publicUrl, (page, url) =>
      browseRepository(page, { url, word: "heron" }),
    );
  });

  await t.test("in Chromium", { skip: missing("chromium") }, async (t) => {
    await assertBrowsedAlike(t, application, publicUrl, (page, url) =>
      browseRepository(page, { url, word: url === publicUrl ? "cormorant" : "seagull" }),
    );
  });
});
