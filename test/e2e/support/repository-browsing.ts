import type { Page } from "playwright-core";
import { REPOSITORY_USER } from "./repository.ts";
import { assertShown } from "./shown.ts";

/** Where the repository is found in one round, and what is written, so that two rounds do not meet. */
export interface RepositoryRound {
  readonly url: string;
  readonly word: string;
}

/** What a visitor with a browser does with the repository: the same in every round, whatever its address. */
export async function browseRepository(page: Page, round: RepositoryRound): Promise<void> {
  await logIn(page, round);
  await read(page, round);
  await writeWiki(page, round);
  await openTicket(page, round);
  await post(page, round);
}

async function logIn(page: Page, { url }: RepositoryRound): Promise<void> {
  await page.goto(url);
  await page.locator(".mainmenu").getByRole("link", { name: "Login" }).click();
  await page.fill("[name=u]", REPOSITORY_USER.name);
  await page.fill("[name=p]", REPOSITORY_USER.password);
  await page.click("[name=in]");
  await page.locator(".mainmenu").getByRole("link", { name: "Logout" }).waitFor();
}

async function read(page: Page, { url }: RepositoryRound): Promise<void> {
  await page.goto(`${url}doc/tip/README.md`);
  await assertShown(page.getByAltText("A picture"));
  await page.getByRole("link", { name: "timeline", exact: true }).click();
  await page.waitForURL(`${url}timeline`);
  await page.locator(".timelineComment, .timelineModernComment").getByText("A door in the wall").waitFor();
  await page.locator(".tl-nodemark, .tl-node").first().waitFor();
  await page.locator("a.timelineHistLink, .timelineHash a").last().click();
  await page.locator("#hbbtn").click();
  await page.locator("#hbdrop").getByRole("link", { name: "Help" }).first().waitFor();
}

async function writeWiki(page: Page, { url, word }: RepositoryRound): Promise<void> {
  await page.goto(`${url}wikiedit?name=Tides`);
  const editor = page.locator("#wikiedit-content-editor");
  await page.locator("#wikiedit-tabs").getByText("Editor", { exact: true }).click();
  await page.locator("#fossil-status-bar").getByText("Loaded page [Tides]").waitFor();
  await editor.press("Control+End");
  await editor.pressSequentially(`\n\nThe ${word} ![is](/doc/tip/harbour.png) here.\n`);
  await page.locator("#wikiedit-tabs").getByText("Preview", { exact: true }).click();
  await assertShown(page.locator("#wikiedit-tab-preview-wrapper img"));
  await page.locator("#wikiedit-tabs").getByText("Editor", { exact: true }).click();
  await page.click(".wikiedit-save-close");
  await page.waitForURL(`${url}wiki?name=Tides`);
  await page.getByText(`The ${word}`).waitFor();
}

async function openTicket(page: Page, { url, word }: RepositoryRound): Promise<void> {
  await page.goto(`${url}tktnew`);
  await page.fill("[name=title]", `No ${word}`);
  await page.fill("[name=icomment]", `There is no ${word}.`);
  await page.click("[name=preview]");
  await page.click("[name=submit]");
  await page.waitForURL(`${url}tktview/**`);
  await page.getByText(`There is no ${word}.`).waitFor();
}

async function post(page: Page, { url, word }: RepositoryRound): Promise<void> {
  await page.goto(`${url}forumnew`);
  await page.fill("[name=title]", `About the ${word}`);
  await page.fill("[name=content]", `Has anyone seen the ${word}?`);
  await page.click("[name=preview]");
  await page.click("[name=submit]");
  await page.waitForURL(`${url}forumpost/**`);
  await page.getByText(`Has anyone seen the ${word}?`).waitFor();
}
