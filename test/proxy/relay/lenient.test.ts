import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import { resolveLimits } from "../../../src/limits.ts";
import { INTERNAL, request, startProxy } from "../fixture.ts";
import { RawServer } from "../raw-connection.ts";

const CLOSE = "Connection: close";

function startLenient(t: TestContext, upstream: RawServer, limits: Parameters<typeof resolveLimits>[0] = {}) {
  const route = { public: "http://www.example.com/", internal: INTERNAL, upstream: upstream.origin, lenient: true };
  return startProxy(t, upstream, { routes: [route], limits: resolveLimits(limits) });
}

describe("a server that breaks the syntax of HTTP is understood, where that is asked for", () => {
  const heads: { name: string; answer: string }[] = [
    { name: "lines that end in LF", answer: "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 5\n\nhello" },
    {
      name: "a control character in a value",
      answer: "HTTP/1.1 200 OK\r\nX-Y: a\x01b\r\nContent-Length: 5\r\n\r\nhello",
    },
    {
      name: "bytes behind the end",
      answer: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello, and more",
    },
    {
      name: "an interim response that nobody asked for",
      answer: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    },
    {
      name: "a space behind the size of a chunk",
      answer: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n",
    },
  ];
  for (const { name, answer } of heads) {
    test(name, async (t) => {
      const { ask } = await startLenient(t, await RawServer.answering(answer));
      const got = await ask(request("GET /", CLOSE));
      if (name.startsWith("a control")) assert.match(got, /^HTTP\/1\.1 502 /, "which cannot be passed on");
      else assert.match(got, /^HTTP\/1\.1 200 OK\r\n[\s\S]*hello(?:\r\n0\r\n\r\n)?$/);
    });
  }

  test("without it, it is not", async (t) => {
    const upstream = await RawServer.answering("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");
    const { ask } = await startProxy(t, upstream);
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 /);
  });
});

describe("where a response ends is no matter of leniency", () => {
  const answers: Record<string, string> = {
    "a length and chunks":
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "two lengths": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 4\r\n\r\nhello",
    "a length that is none": "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
    "an unknown transfer coding": "HTTP/1.1 200 OK\r\nTransfer-Encoding: foo\r\n\r\nhello",
    "chunks of something else": "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "no head at all": "hello\r\n\r\n",
  };
  for (const [name, answer] of Object.entries(answers)) {
    test(name, async (t) => {
      const { ask } = await startLenient(t, await RawServer.answering(answer, "finish"));
      assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 /);
    });
  }
});

describe("a response that breaks off is never taken for a whole one", () => {
  const places: Record<string, string> = {
    "by length, after the head": "HTTP/1.1 200 OK\nContent-Length: 10\n\n",
    "by length, in the body": "HTTP/1.1 200 OK\nContent-Length: 10\n\nhello",
    "in chunks, after the head": "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
    "in chunks, in a chunk": "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\na\r\nhello",
    "in chunks, after a chunk": "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\r\nhello\r\n",
  };
  for (const [place, said] of Object.entries(places)) {
    for (const then of ["finish", "reset"] as const) {
      test(`${place}, ${then}`, async (t) => {
        const { ask } = await startLenient(t, await RawServer.answering(said, then));
        const answer = await ask(request("GET /", CLOSE));
        assert.match(answer, /^HTTP\/1\.1 200 /);
        const isWhole = /content-length: 10\r\n[\s\S]*\r\n\r\n[\s\S]{10}|0\r\n\r\n$/i.test(answer);
        assert.equal(isWhole, false, JSON.stringify(answer));
      });
    }
  }

  test("until the connection ends, reset", async (t) => {
    const { ask } = await startLenient(t, await RawServer.answering("HTTP/1.1 200 OK\n\nhello", "reset"));
    assert.doesNotMatch(await ask(request("GET /", CLOSE)), /0\r\n\r\n$/);
  });

  test("until the connection ends, in good order: that is the whole", async (t) => {
    const { ask } = await startLenient(t, await RawServer.answering("HTTP/1.1 200 OK\n\nhello", "finish"));
    assert.match(await ask(request("GET /", CLOSE)), /hello\r\n0\r\n\r\n$/);
  });

  for (const [place, said] of Object.entries({ "at once": "", "in the head": "HTTP/1.1 200 OK\nContent-Len" })) {
    test(`${place}: 502`, async (t) => {
      const { ask } = await startLenient(t, await RawServer.answering(said, "finish"));
      assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 /);
    });
  }
});

describe("all else is as ever", () => {
  const OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

  test("every request has its own connection, and one Connection field", async (t) => {
    const upstream = await RawServer.answering(OK);
    const { ask } = await startLenient(t, upstream);
    await ask(request("GET /1") + request("GET /2", CLOSE));
    const heads = upstream.connections.map(({ received }) => received);
    assert.deepEqual(
      heads.map((head) => head.split("\r\n", 1)[0]),
      ["GET /1 HTTP/1.1", "GET /2 HTTP/1.1"],
    );
    for (const head of heads)
      assert.deepEqual(head.match(/^(?:host|connection):.*$/gim), ["Host: legacy.internal:8080", "Connection: close"]);
  });

  const contents = [
    {
      name: "with its length",
      fields: ["Content-Length: 5"],
      sent: "hello",
      expected: /content-length: 5\r\n[\s\S]*\r\n\r\nhello$/i,
    },
    {
      name: "in chunks",
      fields: ["Transfer-Encoding: chunked"],
      sent: "5\r\nhello\r\n0\r\n\r\n",
      expected: /transfer-encoding: chunked\r\n[\s\S]*\r\n5\r\nhello\r\n0\r\n\r\n$/i,
    },
    { name: "none", fields: ["Content-Length: 0"], sent: "", expected: /content-length: 0\r\n[\s\S]*\r\n\r\n$/i },
  ];
  for (const { name, fields, sent, expected } of contents) {
    test(`content goes up: ${name}`, async (t) => {
      const upstream = await RawServer.listen();
      const { ask } = await startLenient(t, upstream);
      const asked = ask(request("POST /", CLOSE, ...fields) + sent);
      const connection = await upstream.next();
      await connection.until((received) => expected.test(received));
      assert.equal(connection.received.match(/content-length|transfer-encoding/gi)?.length, 1);
      connection.send(OK);
      assert.match(await asked, /ok$/);
    });
  }

  test("an upgrade becomes a tunnel", async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startLenient(t, upstream);
    const connection = await client();
    connection.send(request("GET /", "Connection: upgrade", "Upgrade: websocket"));
    const application = await upstream.next();
    await application.head();
    assert.match(application.received, /^connection: upgrade\r\nupgrade: websocket\r$/im);
    application.send("HTTP/1.1 101 Switching Protocols\nConnection: upgrade\nUpgrade: websocket\n\nhello");
    await connection.includes("hello");
    connection.send("there");
    await application.includes("there");
  });

  test("a client that goes away takes the connection with it", async (t) => {
    const upstream = await RawServer.listen();
    const { client, record } = await startLenient(t, upstream);
    const connection = await client();
    connection.send(request("GET /"));
    const application = await upstream.next();
    await application.head();
    connection.reset();
    await application.end();
    assert.equal((await record).error, "ERR_CLIENT_ABORTED");
  });

  test("a port that nobody listens on: 502", async (t) => {
    const upstream = await RawServer.listen();
    const { ask } = await startLenient(t, upstream);
    await upstream.close();
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 [\s\S]*cannot be reached\.\n$/);
  });

  test("an upstream that does not answer: 504", async (t) => {
    const { ask } = await startLenient(t, await RawServer.listen(), { headersTimeoutMs: 100 });
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 504 [\s\S]*did not answer in time\.\n$/);
  });

  test("a slow reader holds the upstream back", async (t) => {
    const upstream = await RawServer.listen();
    const { client } = await startLenient(t, upstream);
    const connection = await client();
    connection.socket.pause();
    connection.send(request("GET /"));
    const application = await upstream.next();
    await application.head();
    const size = 64 * 1_048_576;
    application.send(`HTTP/1.1 200 OK\nContent-Length: ${size}\n\n`);
    const chunk = "x".repeat(1_048_576);
    for (let i = 0; i < 64; i++) application.send(chunk);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.ok(application.socket.writableLength > size / 2, String(application.socket.writableLength));
  });
});
