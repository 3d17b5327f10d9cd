import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server as HttpsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { WebSocket, WebSocketServer } from "ws";
import { CERTIFICATE, KEY } from "../config/certificate.ts";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";
import { CLOSE } from "./support/rows.ts";

/** The name that the certificate is for. */
const NAME = "test";

async function secureApplication(t: TestContext): Promise<{ server: HttpsServer; origin: string }> {
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (_, response) => response.end("ok"));
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Believes the certificate for as long as the test runs. */
function believe(t: TestContext): void {
  const usual = getCACertificates("default");
  setDefaultCACertificates([...usual, CERTIFICATE]);
  t.after(() => setDefaultCACertificates(usual));
}

async function proxyBefore(t: TestContext, upstream: string, name: string) {
  const idle = await RawServer.listen();
  return startProxy(t, idle, {
    routes: [{ public: "http://www.example.com/", internal: `https://${name}/`, upstream }],
  });
}

for (const [name, isBelieved, internal] of [
  ["a certificate that nobody vouches for", false, NAME],
  ["a certificate for another name", true, "other.internal"],
] as const) {
  test(`B-53 ${name}: 502, and nothing is sent`, async (t) => {
    if (isBelieved) believe(t);
    const { server, origin } = await secureApplication(t);
    let count = 0;
    server.on("request", () => count++);
    const { ask } = await proxyBefore(t, origin, internal);
    assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 502 [\s\S]*The application cannot be trusted\.\n$/);
    assert.equal(count, 0);
  });
}

test("B-53 a certificate for the application's own name, wherever it is connected to", async (t) => {
  believe(t);
  const { origin } = await secureApplication(t);
  const { ask } = await proxyBefore(t, origin, NAME);
  assert.match(await ask(request("GET /", CLOSE)), /^HTTP\/1\.1 200 [\s\S]*ok/);
});

for (const said of ["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "\x15\x03\x03\x00\x02\x02\x28"]) {
  test(`B-20 what comes before the handshake is over is no answer: ${JSON.stringify(said.slice(0, 8))}`, async (t) => {
    believe(t);
    const upstream = await RawServer.listen((connection) => connection.send(said));
    t.after(() => upstream.close());
    const { ask } = await proxyBefore(t, upstream.origin.replace("http:", "https:"), NAME);
    const answer = await ask(request("GET /", CLOSE));
    assert.match(answer, /^HTTP\/1\.1 502 /);
    assert.doesNotMatch(answer, /evil/);
  });
}

for (const [name, end, isWhole] of [
  ["ends is whole", "close_notify", true],
  // Node does not tell the end of a connection from that of TLS upon it: docs/http.md.
  ["ends without close_notify is taken for whole", "fin", true],
  ["is reset is cut off", "reset", false],
] as const) {
  test(`A4-50 a body without a length whose TLS connection ${name}`, async (t) => {
    believe(t);
    const { server, origin } = await secureApplication(t);
    server.removeAllListeners("request");
    server.on("request", ({ socket }) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\nhello");
      if (end === "close_notify") socket.end();
    });
    const wire = await RawServer.listen(({ socket }) => {
      const further = connect(Number(new URL(origin).port), "127.0.0.1");
      socket.pipe(further);
      further.pipe(socket, { end: end === "close_notify" });
      further.on("error", () => {});
      if (end === "fin") setTimeout(() => socket.end(), 200);
      if (end === "reset") setTimeout(() => socket.resetAndDestroy(), 200);
    });
    t.after(() => wire.close());
    const { client } = await proxyBefore(t, wire.origin.replace("http:", "https:"), NAME);
    const connection = await client();
    await connection.send(request("GET /")).includes("hello");
    if (isWhole) await connection.includes("\r\n0\r\n\r\n");
    else assert.doesNotMatch(await connection.end(), /\r\n0\r\n\r\n$/);
  });
}

test("c5 ws to wss", async (t) => {
  believe(t);
  const { server, origin } = await secureApplication(t);
  const application = new WebSocketServer({ server });
  application.on("connection", (socket) => socket.on("message", (data) => socket.send(`heard ${data}`)));
  const { port } = await proxyBefore(t, origin, NAME);
  const client = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host: "www.example.com" } });
  t.after(() => client.terminate());
  await once(client, "open");
  client.send("ping");
  assert.equal(String((await once(client, "message"))[0]), "heard ping");
});

test("c5 wss to ws", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "reorigin-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  writeFileSync(files.cert, CERTIFICATE);
  writeFileSync(files.key, KEY);
  const application = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(application, "listening");
  t.after(() => application.close());
  application.on("connection", (socket, { headers }) =>
    socket.send(`${headers["x-forwarded-proto"]} ${headers.origin}`),
  );
  const upstream = `http://127.0.0.1:${(application.address() as AddressInfo).port}`;
  const { port } = await startProxy(t, await RawServer.listen(), {
    listen: { address: "127.0.0.1:0", ...files },
    routes: [{ public: "https://www.example.com/", internal: "http://legacy.internal/", upstream }],
  });
  const headers = { host: "www.example.com", origin: "https://www.example.com" };
  const client = new WebSocket(`wss://127.0.0.1:${port}/`, { headers, rejectUnauthorized: false });
  t.after(() => client.terminate());
  assert.equal(String((await once(client, "message"))[0]), "https http://legacy.internal");
});
