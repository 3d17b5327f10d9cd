import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { assertShown } from "./shown.ts";
import { WIKI_USER } from "./wiki.ts";

/** Where the wiki is found in one round, and what is edited and uploaded, so that two rounds do not meet. */
export interface Round {
  readonly url: string;
  readonly word: string;
  readonly fileName: string;
  readonly picture: Buffer;
}

/** What a visitor with a browser does with the wiki: the same in every round, whatever its address. */
export async function browseWiki(page: Page, round: Round): Promise<void> {
  await page.goto(round.url);
  await logIn(page);
  await upload(page, round);
  await page.goto(round.url);
  await page.click("#dokuwiki__content a[data-wiki-id=notes]");
  await edit(page, round);
  await search(page, round.word);
  await page.click("#dokuwiki__usertools .logout a");
  await page.locator("#dokuwiki__usertools .login").waitFor();
}

async function logIn(page: Page): Promise<void> {
  await page.click("#dokuwiki__usertools .login a");
  await page.fill("#dw__login [name=u]", WIKI_USER.name);
  await page.fill("#dw__login [name=p]", WIKI_USER.password);
  await page.click("#dw__login button[type=submit]");
  await page.getByText("Logged in as").waitFor();
  await assertShown(page.locator(".logo img"));
}

async function upload(page: Page, { fileName, picture }: Round): Promise<void> {
  await page.click("#dokuwiki__sitetools .media a");
  await page.click("#mediamanager__page .tabs a[href*='tab_files=upload']");
  await page.setInputFiles("#mediamanager__uploader input[type=file]", {
    name: fileName,
    mimeType: "image/png",
    buffer: picture,
  });
  await page.click("#mediamanager__upload_button");
  await page.locator("#mediamanager__uploader .qq-upload-success").waitFor();
  await page.click("#mediamanager__page .tabs a[href*='tab_files=files']");
  await page.locator(`#mediamanager__page a[href*="image=${fileName}"]`).first().click();
  await assertShown(page.locator("#mediamanager__page .file .image img"));
}

async function edit(page: Page, { word, fileName }: Round): Promise<void> {
  await page.click("#dokuwiki__pagetools .edit a");
  await page.fill("#wiki__text", `${await page.inputValue("#wiki__text")}\nThe ${word} is here: {{${fileName}}}\n\n`);
  await page.click("#tool__bar [title^='Internal Link']");
  await page.locator("#link__wiz_entry").pressSequentially("start");
  await page.locator("#link__wiz_result").getByText("start").first().click();
  assert.match(await page.inputValue("#wiki__text"), /\[\[start\|Harbour\]\]/);
  await page.click("#edbtn__preview");
  await assertShown(page.locator("#preview__container, .preview").locator("img[class^=media]"));
  await page.click("#edbtn__save");
  await page.locator("#dokuwiki__content").getByText(`The ${word} is here`).waitFor();
  await assertShown(page.locator("#dokuwiki__content img[class^=media]"));
}

async function search(page: Page, word: string): Promise<void> {
  await page.locator("#qsearch__in").pressSequentially("star");
  await page.locator("#qsearch__out").getByText("start").waitFor();
  await page.fill("#qsearch__in", word);
  await page.press("#qsearch__in", "Enter");
  await page.locator(".search_fullpage_result, .search_results").getByText("notes").first().waitFor();
}
