import assert from "node:assert/strict";
import type { Curl, CurlResponse } from "./curl.ts";
import { type Document, type Form, readDocument } from "./document.ts";

/** Someone without a browser who reads pages and fills in their forms; redirects are followed. */
export class Visitor {
  readonly #curl: Curl;
  /** Where the home page is found, with the slash. */
  readonly home: string;

  constructor(curl: Curl, home: string) {
    this.#curl = curl;
    this.home = home;
  }

  /** @param path below the home page */
  get(path: string): Promise<CurlResponse> {
    return this.#arrive(this.#curl.get(new URL(path, this.home).href));
  }

  /** @param path below the home page */
  async open(path: string): Promise<Document> {
    return read(await this.get(path));
  }

  /** @param path below the home page */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<CurlResponse> {
    return this.#arrive(this.#curl.post(new URL(path, this.home).href, new URLSearchParams(fields)));
  }

  /**
   * Submits the form of a page that has a field of this name.
   *
   * @param fields what is filled in; the rest stays as it is
   */
  async submit(page: Document, field: string, fields: Readonly<Record<string, string>>): Promise<Document> {
    const form = formWith(page, field);
    for (const [name, value] of Object.entries(fields)) form.fields.set(name, value);
    return read(await this.#arrive(this.#curl.post(form.action, form.fields, page.url)));
  }

  async #arrive(response: Promise<CurlResponse>): Promise<CurlResponse> {
    return (await this.#curl.follow(await response)).at(-1)!;
  }
}

function read({ url, status, body }: CurlResponse): Document {
  assert.equal(status, 200, url);
  return readDocument(body.toString(), url);
}

function formWith({ forms }: Document, field: string): Form {
  const form = forms.find(({ fields }) => fields.has(field));
  assert.ok(form, `The page has no form with ${field}`);
  return form;
}
