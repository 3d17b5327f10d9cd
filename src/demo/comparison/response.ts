import { request } from "node:http";
import { gunzipSync } from "node:zlib";

/** How much of an endless body is read. */
const BODY_BYTES = 256 * 1024;
const BODY_MS = 300;

/** A response as lines of text: status, fields, an empty line, the body. */
export async function fetchLines(url: string, host: string): Promise<string[]> {
  const { head, coding, body } = await fetchResponse(url, host);
  const text = coding === "gzip" ? gunzipSync(body) : body;
  return [...head, "", ...text.toString("utf8").split("\n")];
}

interface Response {
  readonly head: readonly string[];
  readonly coding: string | undefined;
  readonly body: Buffer;
}

function fetchResponse(url: string, host: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { headers: { Host: host, "Accept-Encoding": "gzip" }, agent: false }, (incoming) => {
      const { rawHeaders, statusCode, statusMessage } = incoming;
      const fields = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
      const head = [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...fields];
      const chunks: Buffer[] = [];
      let size = 0;
      const finish = () => {
        clearTimeout(timer);
        outgoing.destroy();
        resolve({ head, coding: incoming.headers["content-encoding"], body: Buffer.concat(chunks) });
      };
      const timer = setTimeout(finish, BODY_MS);
      incoming.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > BODY_BYTES) finish();
      });
      incoming.once("end", finish);
    });
    outgoing.once("error", reject).end();
  });
}
