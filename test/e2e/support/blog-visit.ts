import assert from "node:assert/strict";
import { BLOG_USER } from "./blog.ts";
import { type BlogPages, STATUSES } from "./blog-pages.ts";
import type { Curl, CurlResponse } from "./curl.ts";
import { type Document, type Form, readDocument } from "./document.ts";

/** What a visitor without a browser does with the blog, by following what the pages offer. */
export class BlogVisit {
  readonly #curl: Curl;
  readonly #home: string;

  /** @param home where the visitor finds the blog, with the slash */
  constructor(curl: Curl, home: string) {
    this.#curl = curl;
    this.#home = home;
  }

  /** Installs the program in its own pages. */
  async install(title: string): Promise<void> {
    const languages = await this.#open("wp-admin/install.php");
    const form = formWith(languages, "weblog_title");
    fill(form, { weblog_title: title, user_name: BLOG_USER.name, admin_email: "ada@example.com" });
    fill(form, { admin_password: BLOG_USER.password, admin_password2: BLOG_USER.password, pw_weak: "on" });
    assert.match((await this.#submit(form)).text, /WordPress has been installed/);
  }

  async logIn(): Promise<void> {
    const form = formWith(await this.#open("wp-admin/"), "log");
    fill(form, { log: BLOG_USER.name, pwd: BLOG_USER.password });
    const shown = await this.#submit(form);
    assert.match(shown.text, /At a Glance/);
  }

  /** Reads pages one after the other and asserts that each holds what it must. */
  async read(pages: BlogPages): Promise<void> {
    for (const [path, holds] of Object.entries(pages)) {
      const page = await this.#get(path);
      assert.equal(page.status, STATUSES[path] ?? 200, page.url);
      const [text, expected] = [page.body.toString(), holds(this.#home)];
      assert.ok(text.includes(expected), `${page.url} does not hold ${expected}`);
    }
  }

  /** Comments on a post; resolves to the post as it is shown then. */
  async comment(path: string, comment: string): Promise<Document> {
    const form = formWith(await this.#open(path), "comment_post_ID");
    fill(form, { comment, author: "Mary", email: "mary@example.com", url: `${this.#home}about/` });
    return this.#submit(form);
  }

  /** Publishes a post through the REST API; resolves to what the API says of it. */
  async publish(title: string, content: string): Promise<{ link: string; content: { raw: string } }> {
    const nonce = (await this.#get("wp-admin/admin-ajax.php?action=rest-nonce")).body.toString();
    const url = new URL(`wp-json/wp/v2/posts?_wpnonce=${nonce}`, this.#home).href;
    const saved = await this.#curl.post(url, new URLSearchParams({ title, content, status: "publish" }));
    assert.equal(saved.status, 201, saved.body.toString());
    return JSON.parse(saved.body.toString());
  }

  async #get(path: string): Promise<CurlResponse> {
    return this.#arrive(await this.#curl.get(new URL(path, this.#home).href));
  }

  async #open(path: string): Promise<Document> {
    const { body, url } = await this.#get(path);
    return readDocument(body.toString(), url);
  }

  async #submit({ action, fields }: Form): Promise<Document> {
    const { body, url, status } = await this.#arrive(await this.#curl.post(action, fields));
    assert.equal(status, 200, url);
    return readDocument(body.toString(), url);
  }

  async #arrive(response: CurlResponse): Promise<CurlResponse> {
    return (await this.#curl.follow(response)).at(-1)!;
  }
}

function formWith({ forms }: Document, field: string): Form {
  const form = forms.find(({ fields }) => fields.has(field));
  assert.ok(form, `The page has no form with ${field}`);
  return form;
}

function fill(form: Form, fields: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(fields)) form.fields.set(name, value);
}
