import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const REQUEST_SECONDS = 20;
const BODY_BYTES = 64 * 1024 * 1024;
const REDIRECTS = 10;
const run = promisify(execFile);

export interface CurlResponse {
  readonly url: string;
  readonly status: number;
  /** Status line and fields, as they came. */
  readonly head: string;
  /** Without its content coding. */
  readonly body: Buffer;
  /** Where a redirect leads, as the client resolves it. */
  readonly location: string | undefined;
}

export interface Upload {
  readonly field: string;
  readonly fileName: string;
  readonly content: Uint8Array;
}

/** One visitor without a browser: curl with a cookie jar. */
export class Curl {
  readonly #folder: string;
  readonly #options: readonly string[];
  /** Every response so far. */
  readonly responses: CurlResponse[] = [];

  private constructor(folder: string, options: readonly string[]) {
    this.#folder = folder;
    this.#options = options;
  }

  /** @param options more options of curl, e.g. `--connect-to` */
  static async start(...options: string[]): Promise<Curl> {
    return new Curl(await mkdtemp(join(tmpdir(), "reorigin-curl-")), options);
  }

  /** Removes the cookies. */
  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  get(url: string): Promise<CurlResponse> {
    return this.#request(url, []);
  }

  /** @param referer the page that asks, as browsers say */
  post(url: string, fields: URLSearchParams, referer = ""): Promise<CurlResponse> {
    return this.#request(url, ["--data-binary", fields.toString(), "--referer", referer]);
  }

  async upload(url: string, fields: URLSearchParams, upload: Upload): Promise<CurlResponse> {
    const file = join(this.#folder, "upload");
    await writeFile(file, upload.content);
    const parts = [...fields].flatMap(([name, value]) => ["--form-string", `${name}=${value}`]);
    return this.#request(url, [...parts, "--form", `${upload.field}=@${file};filename=${upload.fileName}`]);
  }

  /** Follows the redirects of a response; resolves to every response on the way, this one first. */
  async follow(response: CurlResponse): Promise<CurlResponse[]> {
    const hops = [response];
    for (let hop = response; hop.location !== undefined; hops.push(hop)) {
      if (hops.length > REDIRECTS) throw new Error(`Too many redirects from ${response.url}`);
      hop = await this.get(hop.location);
    }
    return hops;
  }

  async #request(url: string, args: readonly string[]): Promise<CurlResponse> {
    const jar = join(this.#folder, "cookies");
    const common = ["--silent", "--show-error", "--compressed", "--include", "--max-time", `${REQUEST_SECONDS}`];
    const cookies = ["--cookie", jar, "--cookie-jar", jar];
    const written = ["--write-out", "%{stderr}%{http_code} %{redirect_url}"];
    const { stdout, stderr } = await run("curl", [...common, ...cookies, ...written, ...this.#options, ...args, url], {
      encoding: "buffer",
      maxBuffer: BODY_BYTES,
    });
    const [status, location] = stderr.toString().split(" ");
    const start = bodyStart(stdout);
    const response = {
      url,
      status: Number(status),
      head: stdout.subarray(0, start).toString("latin1"),
      body: stdout.subarray(start),
      location: location || undefined,
    };
    this.responses.push(response);
    return response;
  }
}

/** Where the body begins, after the final head: interim responses have heads of their own. */
function bodyStart(output: Buffer): number {
  for (let start = 0; ; ) {
    const isInterim =
      output
        .subarray(start, start + 12)
        .toString("latin1")
        .match(/^HTTP\/1\.1 1/) !== null;
    start = output.indexOf("\r\n\r\n", start) + 4;
    if (!isInterim) return start;
  }
}
