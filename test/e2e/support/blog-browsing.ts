import type { Page } from "playwright-core";
import { BLOG_THEMES, BLOG_USER } from "./blog.ts";
import { assertShown } from "./shown.ts";

/** Where the blog is found in one round, and what is written, so that two rounds do not meet. */
export interface BlogRound {
  readonly url: string;
  readonly word: string;
  readonly picture: Buffer;
}

/** What a visitor and an author do with the blog in a browser: the same in every round, whatever its address. */
export async function browseBlog(page: Page, round: BlogRound): Promise<void> {
  await read(page, round);
  await comment(page, round);
  await logIn(page, round);
  await uploadPicture(page, round);
  await writePost(page, round);
  await customize(page, round);
  await editSite(page, round);
}

async function read(page: Page, { url }: BlogRound): Promise<void> {
  await page.goto(url);
  await page.getByRole("link", { name: "High tide", exact: true }).first().click();
  await page.waitForURL(`${url}2024/05/high-tide/`);
  await page.frameLocator("iframe.wp-embedded-content").getByRole("link", { name: "Low tide" }).waitFor();
  await page.goto(`${url}2024/05/pictures/`);
  await assertShown(page.locator(".entry-content img"));
}

async function comment(page: Page, { url, word }: BlogRound): Promise<void> {
  await page.goto(`${url}2024/05/low-tide/`);
  await page.fill("#comment", `Saw a ${word} there.`);
  await page.fill("#author", "Mary");
  await page.fill("#email", "mary@example.com");
  await page.click("#submit");
  await page.waitForURL(/#comment-\d+$/);
  await page.getByText(`Saw a ${word} there.`).waitFor();
}

async function logIn(page: Page, { url }: BlogRound): Promise<void> {
  await page.goto(`${url}wp-admin/`);
  // A script of the page moves the focus here, while a visitor may be typing elsewhere.
  await page.locator("#user_login:focus").waitFor();
  await page.fill("#user_login", BLOG_USER.name);
  await page.fill("#user_pass", BLOG_USER.password);
  await page.click("#wp-submit");
  await page.waitForURL(`${url}wp-admin/`);
  await page.getByRole("heading", { name: "At a Glance" }).waitFor();
}

async function uploadPicture(page: Page, { url, word, picture }: BlogRound): Promise<void> {
  await page.goto(`${url}wp-admin/upload.php?mode=grid`);
  await page.setInputFiles(".moxie-shim input[type=file]", {
    name: `${word}.png`,
    mimeType: "image/png",
    buffer: picture,
  });
  await page.locator(`.attachments .attachment[aria-label="${word}"] .thumbnail`).click();
  await assertShown(page.locator(".attachment-media-view img.details-image"));
}

async function writePost(page: Page, { url, word, picture }: BlogRound): Promise<void> {
  await page.goto(`${url}wp-admin/post-new.php`);
  await page.locator(".editor-post-title__input").fill(`On the ${word}`);
  await page.keyboard.press("Enter");
  await page.keyboard.type(`The ${word} was seen.`);
  await page.keyboard.press("Enter");
  await page.keyboard.type("/image");
  await page.getByRole("option", { name: "Image" }).first().click();
  await page.setInputFiles(
    ".block-editor-media-placeholder input[type=file], .components-form-file-upload input[type=file]",
    {
      name: `${word}-2.png`,
      mimeType: "image/png",
      buffer: picture,
    },
  );
  const shown = page.locator(`figure.wp-block-image img[src^="${url}"]`);
  await shown.waitFor();
  await assertShown(shown);
  await page.click(".editor-post-publish-panel__toggle");
  await page.click(".editor-post-publish-panel .editor-post-publish-button");
  await page.locator(".post-publish-panel__postpublish-buttons").getByRole("link", { name: "View Post" }).click();
  await page.waitForURL((address) => address.href.startsWith(url) && address.pathname.endsWith(`/on-the-${word}/`));
  await page.getByText(`The ${word} was seen.`).waitFor();
  await assertShown(page.locator(".entry-content img"));
}

async function customize(page: Page, { url }: BlogRound): Promise<void> {
  await page.goto(`${url}wp-admin/customize.php`);
  const preview = page.frameLocator("#customize-preview iframe");
  await preview.getByRole("link", { name: "High tide", exact: true }).first().waitFor();
  await page.locator("#accordion-section-title_tagline").click();
  await page.locator("#customize-control-blogname input").fill("Harbour of tides");
  await preview.locator(".site-title").getByText("Harbour of tides").waitFor();
}

async function editSite(page: Page, round: BlogRound): Promise<void> {
  await activate(page, round, BLOG_THEMES.block);
  await page.goto(`${round.url}wp-admin/site-editor.php`);
  await page.frameLocator("iframe[name=editor-canvas]").getByText(`On the ${round.word}`).first().waitFor();
  await page.goto(round.url);
  await page
    .getByRole("link", { name: `On the ${round.word}` })
    .first()
    .click();
  await page.getByText(`The ${round.word} was seen.`).waitFor();
  await activate(page, round, BLOG_THEMES.classic);
}

async function activate(page: Page, { url }: BlogRound, theme: string): Promise<void> {
  await page.goto(`${url}wp-admin/themes.php`);
  const tile = page.locator(`.theme[data-slug=${theme}]`);
  await tile.hover();
  await tile.locator(".activate").click();
  await page.locator(`.theme.active[data-slug=${theme}]`).waitFor();
}
