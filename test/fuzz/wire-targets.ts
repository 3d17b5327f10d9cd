import assert from "node:assert/strict";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { randomCuts } from "../html/harness.ts";
import { type RawConnection, RawServer, rawClient } from "../proxy/raw-connection.ts";
import type { Target } from "./campaign.ts";
import { GRAMMARS } from "./grammars/grammars.ts";
import { StrictReader } from "./strict-reader.ts";

const GOOD = "GET /good HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n";
const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";

const GOOD_ANSWER = /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\ngood$/;

interface Stage {
  readonly upstream: RawServer;
  /** How many exchanges the proxy has begun. */
  exchanges: number;
  client(): Promise<RawConnection>;
  close(): Promise<void>;
}

async function openStage(upstream: RawServer): Promise<Stage> {
  const config = resolveOptions(
    {
      listen: "127.0.0.1:0",
      routes: [
        { public: "http://www.example.com/", internal: "http://legacy.internal:8080/", upstream: upstream.origin },
        {
          public: "http://www.example.com/app/",
          internal: "http://legacy.internal:8080/shop/",
          upstream: upstream.origin,
        },
      ],
    },
    () => "/",
  );
  const stage = {
    upstream,
    exchanges: 0,
    client: () => rawClient(port),
    close: async () => {
      await upstream.close();
      await proxy.close(0);
    },
  };
  const proxy = new ReverseProxy(config, { started: () => stage.exchanges++, ended() {} });
  const [{ port } = { port: 0 }] = await proxy.listen();
  return stage;
}

/** Sends a request that asks for the connection's end, and waits for it. */
async function ask(stage: Stage, text: string): Promise<string> {
  const client = await stage.client();
  try {
    return await client.send(text).end();
  } finally {
    client.socket.destroy();
  }
}

/** After this long without a byte, nothing more comes of an unfinished request. */
const QUIET_MS = 30;

/** Sends anything in pieces. When nothing more comes, the client says that it is done, and waits for the end. */
async function sendPieces(stage: Stage, text: string, cuts: readonly number[]): Promise<void> {
  const client = await stage.client();
  try {
    let from = 0;
    for (const cut of [...cuts, text.length]) {
      client.send(text.slice(from, cut));
      from = cut;
      if (cut < text.length) await new Promise(setImmediate);
    }
    const ended = client.end();
    await Promise.race([ended, quiet(client)]);
    client.finish();
    await ended;
  } finally {
    client.socket.destroy();
  }
}

async function quiet(client: RawConnection): Promise<void> {
  let before = -1;
  while (before < client.received.length) {
    before = client.received.length;
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  }
}

/** Whatever a client sends, what goes on are well-formed requests, and never more of them than came. */
async function requests(): Promise<Target> {
  let readers: StrictReader[] = [];
  const stage = await openStage(
    await RawServer.listen((connection) => {
      const reader = new StrictReader(() => connection.send(ANSWER));
      readers.push(reader);
      connection.socket.on("data", (chunk) => reader.read(chunk.toString("latin1")));
    }),
  );
  let count = 0;
  return {
    ...GRAMMARS.requests,
    async holds(text, random) {
      await sendPieces(stage, text, randomCuts(text.length, 3, random));
      const problems = readers.flatMap((reader) => reader.problems);
      const sent = readers.reduce((sum, reader) => sum + reader.count, 0);
      if (problems.length > 0 || sent > stage.exchanges) readers = [];
      assert.deepEqual(problems, []);
      assert.ok(sent <= stage.exchanges, `${stage.exchanges} requests came, ${sent} went on`);
      if (count++ % 16 === 0) assert.match(await ask(stage, GOOD), GOOD_ANSWER);
    },
    close: stage.close,
  };
}

/** Whatever an upstream sends, the client gets one answer or none, and the next client gets its own. */
async function responses(): Promise<Target> {
  let response = "";
  const stage = await openStage(
    await RawServer.listen(async (connection) => {
      for (let count = 1; connection.ended === "no"; count++) {
        await connection.head(count).catch(() => {});
        if (connection.ended !== "no") return;
        const isGood = connection.received.split("\r\n\r\n")[count - 1]?.startsWith("GET /good ");
        connection.send(isGood ? ANSWER : response);
        if (!isGood) connection.finish();
      }
    }),
  );
  return {
    ...GRAMMARS.responses,
    async holds(text) {
      response = text;
      const received = await ask(stage, "GET /x HTTP/1.1\r\nHost: www.example.com\r\nConnection: close\r\n\r\n");
      assertOneResponse(received);
      assert.match(await ask(stage, GOOD), GOOD_ANSWER);
    },
    close: stage.close,
  };
}

/** Interim responses, then at most one final response, whose content is not longer than it says. */
function assertOneResponse(received: string): void {
  let rest = received;
  let fields: string[] = [];
  for (;;) {
    if (rest === "") return;
    const end = rest.indexOf("\r\n\r\n");
    assert.notEqual(end, -1, `no head: ${JSON.stringify(rest)}`);
    const [status = "", ...lines] = rest.slice(0, end).split("\r\n");
    fields = lines;
    assert.match(status, /^HTTP\/1\.1 \d{3} [\t\x20-\x7e\x80-\xff]*$/);
    for (const field of fields) assert.match(field, /^[\w!#$%&'*+.^`|~-]+: ?[\t\x20-\x7e\x80-\xff]*$/);
    rest = rest.slice(end + 4);
    if (!/^HTTP\/1\.1 1/.test(status)) break;
  }
  assertContent(rest, fields);
}

function assertContent(content: string, fields: readonly string[]): void {
  const valuesOf = (name: string) =>
    fields
      .filter((field) => field.toLowerCase().startsWith(`${name}:`))
      .map((field) => field.slice(name.length + 1).trim());
  const [lengths, codings] = [valuesOf("content-length"), valuesOf("transfer-encoding")];
  assert.ok(lengths.length + codings.length <= 1, `two ends: ${fields}`);
  if (lengths.length > 0) assert.ok(content.length <= Number(lengths[0]), `more than ${lengths[0]}: ${content}`);
  if (codings.length > 0) {
    assert.deepEqual(codings, ["chunked"]);
    const reader = new StrictReader(() => {}, true);
    reader.read(`POST /x HTTP/1.1\r\nHost: legacy.internal:8080\r\nTransfer-Encoding: chunked\r\n\r\n${content}`);
    assert.deepEqual(reader.problems, []);
    assert.ok(reader.count === 0 || reader.rest === "", `behind the end: ${JSON.stringify(reader.rest)}`);
  }
}

export const WIRE_TARGETS = { requests, responses } as const satisfies Record<string, () => Promise<Target>>;
