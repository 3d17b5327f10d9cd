import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { resolveOptions } from "../../src/config/resolve.ts";
import { ReverseProxy } from "../../src/proxy/reverse-proxy.ts";
import { rawClient } from "../proxy/raw-connection.ts";
import { runs, SEED } from "../random.ts";
import { logDialling } from "./support/dial-log.ts";
import { hostileRequest } from "./support/hostile.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(t: TestContext, answer: Answer): Promise<number> {
  const server = createServer(answer).on("upgrade", (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Every way in which an answer can say that something else is elsewhere. */
function answersThatLeadTo(authority: string): Answer {
  const answers: readonly (readonly [number, Readonly<Record<string, string>>])[] = [
    [200, { "Content-Type": "text/html", Link: `<http://${authority}/x>; rel=preload` }],
    [301, { Location: `http://${authority}/x` }],
    [302, { Location: `//${authority}/x` }],
    [303, { Location: `http://${authority}/x` }],
    [307, { Location: `http://${authority}/x`, "Set-Cookie": "a=b" }],
    [308, { Location: `http://${authority}/x` }],
    [305, { Location: `http://${authority}` }],
    [
      200,
      {
        "Alt-Svc": `h2="${authority}"`,
        "X-Accel-Redirect": `http://${authority}/x`,
        Refresh: `0;url=http://${authority}/`,
      },
    ],
    [200, { "X-Reproxy-URL": `http://${authority}/x`, "Content-Location": `http://${authority}/x` }],
    [401, { "WWW-Authenticate": `Bearer realm="http://${authority}/x"` }],
    [407, { "Proxy-Authenticate": `Basic realm="http://${authority}/x"` }],
    [421, {}],
    [503, { "Retry-After": "0", Location: `http://${authority}/x` }],
  ];
  let count = 0;
  return (_, response) => {
    const [status, fields] = answers[count++ % answers.length] as (typeof answers)[number];
    response.writeHead(status, fields).end(`<a href="http://${authority}/x">x</a>`);
  };
}

test("B-25 B-52 no request dials outside the configuration, and no answer leads anywhere", async (t) => {
  t.diagnostic(`SEED=${SEED}`);
  const strangers: string[] = [];
  const stranger = await serve(t, (request, response) => {
    strangers.push(`${request.method} ${request.url}`);
    response.end();
  });
  const seen: string[] = [];
  const answer = answersThatLeadTo(`127.0.0.1:${stranger}`);
  const application: Answer = (request, response) => {
    seen.push(`${request.headers.host} ${request.url}`);
    answer(request, response);
  };
  const ports = [await serve(t, application), await serve(t, application), await serve(t, application)];
  const [shop, apps, zope] = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string, string];
  const proxy = new ReverseProxy(
    resolveOptions(
      {
        listen: "127.0.0.1:0",
        // Whoever asks is believed: nothing that a proxy in front may say leads elsewhere, either.
        trustedProxies: ["127.0.0.1"],
        accept: { virtualHostMonster: ["/vhost", "/zope/VirtualHostBase"] },
        routes: [
          { public: "http://www.example.com/app/", internal: "http://legacy.internal:8080/shop/", upstream: shop },
          { public: "http://www.example.com/files/", root: "." },
          { public: "https://*.apps.example/", internal: "http://apps.internal/", upstream: apps, host: "public" },
          { public: "http://zope.example/", upstream: zope, virtualHostMonster: "zope" },
          { public: "http://www.example.com/", upstream: zope, virtualHostMonster: "nevow" },
        ],
      },
      () => import.meta.dirname,
    ),
    { started() {}, ended() {} },
  );
  const [address] = await proxy.listen();
  const own = address?.port ?? 0;
  t.after(() => proxy.close(0));

  const dialled = logDialling(t);
  const holds = async (request: string) => {
    const client = await rawClient(own);
    client.send(request).finish();
    await client.end();
    client.socket.destroy();
    assert.deepEqual(strangers, []);
    const unknown = [...dialled].filter((target) => ![own, ...ports].some((port) => target === `127.0.0.1:${port}`));
    assert.deepEqual(unknown, []);
  };
  await fc.assert(fc.asyncProperty(hostileRequest(stranger), holds), runs(800));
  assert.ok(seen.length > 80, `only ${seen.length} requests were let through`);
  const elsewhere = seen.filter(
    (line) =>
      !/^(?:legacy\.internal:8080 \/shop|[\w.-]+\.apps\.example(?::\d+)? \/|127\.0\.0\.1:\d+ \/(?:vhost|VirtualHostBase)\/)/.test(
        line,
      ),
  );
  assert.deepEqual(elsewhere, []);
});
