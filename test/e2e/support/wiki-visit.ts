import assert from "node:assert/strict";
import type { Curl, CurlResponse } from "./curl.ts";
import { type Document, type Form, readDocument } from "./document.ts";
import { WIKI_USER } from "./wiki.ts";

/** What a visitor without a browser does with the wiki, by following what the pages offer. */
export class WikiVisit {
  readonly #curl: Curl;
  readonly #url: string;

  /** @param url where the visitor finds the wiki, with the slash */
  constructor(curl: Curl, url: string) {
    this.#curl = curl;
    this.#url = url;
  }

  async read(id: string): Promise<Document> {
    return this.#open(await this.#curl.get(new URL(`doku.php?id=${id}`, this.#url).href));
  }

  async logIn(): Promise<void> {
    const page = await this.#followLink(await this.read("start"), "do=login");
    const login = formOf(page, "dw__login");
    login.fields.set("u", WIKI_USER.name);
    login.fields.set("p", WIKI_USER.password);
    const shown = await this.#submit(login);
    assert.match(shown.text, /Logged in as/);
  }

  async logOut(): Promise<void> {
    const shown = await this.#followLink(await this.read("start"), "do=logout");
    assert.doesNotMatch(shown.text, /Logged in as/);
  }

  /** Adds a line to a page in the editor; resolves to the page as it is shown then. */
  async append(id: string, line: string): Promise<Document> {
    const editor = formOf(await this.#followLink(await this.read(id), "do=edit"), "dw__editform");
    editor.fields.set("wikitext", `${editor.fields.get("wikitext")}\r\n${line}\r\n`);
    editor.fields.set("do[save]", "1");
    const shown = await this.#submit(editor);
    assert.ok(shown.text.includes(line));
    return shown;
  }

  /** Searches for a word; resolves to the pages found. */
  async search(word: string): Promise<Document> {
    const form = formOf(await this.read("start"), "dw__search");
    form.fields.set("q", word);
    return this.#submit(form);
  }

  /** Loads what a page asks a browser to load to bring the index up to date. */
  async index(page: Document): Promise<void> {
    const task = page.resources.find((url) => url.includes("taskrunner.php"));
    assert.ok(task, "The page runs no task");
    assert.equal((await this.#curl.get(task)).status, 200);
  }

  /** Uploads a picture in the media manager; resolves to the picture as it is delivered then. */
  async upload(fileName: string, content: Uint8Array): Promise<Buffer> {
    const manager = await this.#followLink(await this.read("start"), "do=media");
    const form = formOf(await this.#followLink(manager, "tab_files=upload"), "dw__upload");
    form.fields.set("mediaid", fileName);
    const sent = await this.#curl.upload(form.action, form.fields, { field: "upload", fileName, content });
    const files = await this.#open(sent);
    const details = await this.#followLink(files, `image=${fileName}`);
    const picture = details.links.find((url) => url.includes(`fetch.php?media=${fileName}`));
    assert.ok(picture, "The media manager shows no picture");
    return (await this.#curl.get(picture)).body;
  }

  async #followLink(page: Document, part: string): Promise<Document> {
    const link = page.links.find((url) => url.includes(part));
    assert.ok(link, `The page has no link with ${part}`);
    return this.#open(await this.#curl.get(link));
  }

  async #submit({ method, action, fields }: Form): Promise<Document> {
    if (method === "post") return this.#open(await this.#curl.post(action, fields));
    const url = new URL(action);
    url.search = fields.toString();
    return this.#open(await this.#curl.get(url.href));
  }

  async #open(response: CurlResponse): Promise<Document> {
    const shown = (await this.#curl.follow(response)).at(-1)!;
    assert.equal(shown.status, 200, `${shown.url}\n${shown.head}`);
    return readDocument(shown.body.toString(), shown.url);
  }
}

function formOf({ forms }: Document, id: string): Form {
  const form = forms.find((found) => found.id === id);
  assert.ok(form, `The page has no form ${id}`);
  return form;
}
