import { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { Dispatcher } from "undici";
import { fieldLists } from "../../message/raw-fields.ts";
import type { OriginServer } from "../../upstream/origin-server.ts";
import { canonicalPath } from "../../url/parsing/path.ts";
import { percentEncoded } from "../../url/parsing/percent-encoded.ts";
import { REFUSALS, type RefusalName, refusalBody, refusalFields } from "../refusals.ts";
import { splitQuery } from "../routing/target-path.ts";
import { FileTransfer } from "./file-transfer.ts";
import { findFile, findIndex } from "./static-file.ts";
import { namesOf } from "./static-path.ts";
import { type FileRequest, type FileResponse, respondWith } from "./static-response.ts";

/**
 * The files below a document root, as a server that requests are sent to: what it answers goes the way of every answer, so
 * that it can be rewritten, and is cut off or logged like any other.
 */
export class StaticFiles implements OriginServer {
  readonly origin: string;
  readonly isIn = true;
  readonly isFull = false;
  readonly #root: string;
  #inFlight = 0;

  /** @param root an absolute path */
  constructor(root: string) {
    this.origin = pathToFileURL(root).href;
    this.#root = root;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  dispatch({ method, path, headers }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#inFlight++;
    const request = { method, headers: fieldLists(headers as readonly string[]) };
    void new FileTransfer(handler).run(this.#answer(path, request));
  }

  release(): void {
    this.#inFlight--;
  }

  answered(): void {}

  failed(): void {}

  async destroy(): Promise<void> {}

  async #answer(target: string, request: FileRequest): Promise<FileResponse> {
    if (request.method !== "GET" && request.method !== "HEAD") return refusal("read-only", request.method);
    const { path, query } = splitQuery(target);
    const names = namesOf(path);
    if (!names) return refusal("no-file", request.method);
    try {
      const find = path.endsWith("/") ? findIndex : findFile;
      const found = await find(this.#root, names);
      if (found.kind === "folder") return redirect(path, query);
      return found.kind === "nothing" ? refusal("no-file", request.method) : await respondWith(found.file, request);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EACCES") throw error;
      return refusal("unreadable-file", request.method);
    }
  }
}

/** A folder without its slash. Where the path begins with two, the second would begin a host. */
function redirect(path: string, query: string): FileResponse {
  const location = `${canonicalPath(path).replace(/^\/+/, "/")}/${query}`;
  return response(301, ["Location", percentEncoded(location), "Content-Length", "0"], "");
}

function refusal(name: RefusalName, method: string): FileResponse {
  return response(REFUSALS[name].status, refusalFields(name), method === "HEAD" ? "" : refusalBody(name));
}

/** @param list names and values in turn */
function response(status: number, list: readonly string[], text: string): FileResponse {
  const fields: Record<string, string> = {};
  for (let i = 0; i < list.length; i += 2) fields[list[i] as string] = list[i + 1] as string;
  const content = Buffer.from(text);
  return { status, fields, content: Readable.from([content]), contentBytes: content.length };
}
