import type { Curl, CurlResponse } from "./curl.ts";
import { type Form, readDocument, stylesheetReferences } from "./document.ts";

/**
 * Follows everything that pages name: links, pictures, styles and what those name, forms as they stand, redirects. Each
 * URL is asked for once; URLs of other origins are not.
 */
export class Crawler {
  /** URLs of this origin that lie outside the mount, and what names them. */
  readonly outside: string[] = [];
  /** Answers of 400 and more. */
  readonly refused: CurlResponse[] = [];
  readonly #curl: Curl;
  readonly #mount: URL;
  readonly #spared: RegExp;
  readonly #asked = new Set<string>();

  /**
   * @param mount the URL below which everything of this origin must lie, with the slash
   * @param spared URLs that are checked but not asked for, such as the one that logs out
   */
  constructor(curl: Curl, mount: string, spared: RegExp) {
    this.#curl = curl;
    this.#mount = new URL(mount);
    this.#spared = spared;
  }

  /** How many URLs were asked for. */
  get asked(): number {
    return this.#asked.size;
  }

  /** Reads one page and, if it is HTML, follows all it names. */
  async readPage(url: string): Promise<void> {
    this.#asked.add(url);
    const page = await this.#curl.get(url);
    if (page.status !== 200) this.refused.push(page);
    if (!/^content-type: text\/html/im.test(page.head)) return;
    const { links, resources, forms } = readDocument(page.body.toString(), page.url);
    for (const named of [...links, ...resources]) await this.#ask(named, page.url);
    for (const form of forms) await this.#submit(form, page.url);
  }

  async #submit({ action, method, fields }: Form, page: string): Promise<void> {
    const url = new URL(action);
    if (method === "get") url.search = fields.toString();
    if (!this.#isToBeAsked(url, page)) return;
    await this.#arrive(method === "get" ? await this.#curl.get(url.href) : await this.#curl.post(action, fields));
  }

  async #ask(named: string, by: string): Promise<CurlResponse | undefined> {
    const url = new URL(named);
    url.hash = "";
    return this.#isToBeAsked(url, by) ? this.#arrive(await this.#curl.get(url.href)) : undefined;
  }

  /** Follows what a response names itself; resolves to the one that a redirect ends at. */
  async #arrive(response: CurlResponse): Promise<CurlResponse | undefined> {
    if (response.location !== undefined) return this.#ask(response.location, response.url);
    if (response.status >= 400) this.refused.push(response);
    if (/^content-type: text\/css/im.test(response.head)) {
      for (const reference of stylesheetReferences(response.body.toString())) {
        await this.#ask(new URL(reference, response.url).href, response.url);
      }
    }
    return response;
  }

  #isToBeAsked(url: URL, by: string): boolean {
    if (url.origin !== this.#mount.origin) return false;
    if (!url.pathname.startsWith(this.#mount.pathname)) this.outside.push(`${url.href} named by ${by}`);
    if (this.#asked.has(url.href) || this.#spared.test(url.href)) return false;
    this.#asked.add(url.href);
    return true;
  }
}
