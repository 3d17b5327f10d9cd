import assert from "node:assert/strict";
import { test } from "node:test";
import { isOffered, upgradeProtocols } from "../../src/message/upgrade.ts";

const requests = [
  { name: "WebSocket", upgrade: "websocket", connection: "Upgrade", expected: "websocket" },
  { name: "among other options", upgrade: "WebSocket", connection: "keep-alive, UPGRADE", expected: "WebSocket" },
  { name: "several protocols", upgrade: "foo/1, bar", connection: "upgrade", expected: "foo/1, bar" },
  { name: "not nominated", upgrade: "websocket", connection: "keep-alive", expected: undefined },
  { name: "nominated by a longer name only", upgrade: "websocket", connection: "x-upgrade", expected: undefined },
  { name: "no Connection field", upgrade: "websocket", connection: undefined, expected: undefined },
  { name: "no Upgrade field", upgrade: undefined, connection: "upgrade", expected: undefined },
  { name: "HTTP/2 in clear text", upgrade: "h2c", connection: "upgrade, http2-settings", expected: undefined },
  { name: "TLS", upgrade: "TLS/1.0", connection: "upgrade", expected: undefined },
  { name: "another HTTP", upgrade: "HTTP/2.0", connection: "upgrade", expected: undefined },
  { name: "HTTP/2 behind another", upgrade: "websocket, h2c", connection: "upgrade", expected: undefined },
  { name: "no token", upgrade: "web socket", connection: "upgrade", expected: undefined },
  { name: "a control char", upgrade: "web\x01", connection: "upgrade", expected: undefined },
  { name: "nothing", upgrade: "", connection: "upgrade", expected: undefined },
] as const;

for (const { name, upgrade, connection, expected } of requests) {
  test(`Upgrade asked: ${name}`, () => {
    const headers = { ...(upgrade !== undefined && { upgrade }), ...(connection !== undefined && { connection }) };
    assert.equal(upgradeProtocols({ httpVersionMinor: 1, headers }), expected);
    assert.equal(upgradeProtocols({ httpVersionMinor: 0, headers }), undefined);
  });
}

const responses = [
  { name: "the same", asked: "websocket", switched: "websocket", expected: true },
  { name: "in another case", asked: "websocket", switched: "WebSocket", expected: true },
  { name: "one of several", asked: "foo, bar", switched: "bar", expected: true },
  { name: "another", asked: "websocket", switched: "foo", expected: false },
  { name: "one more", asked: "foo", switched: "foo, bar", expected: false },
  { name: "none", asked: "websocket", switched: undefined, expected: false },
  { name: "nothing was asked", asked: undefined, switched: "websocket", expected: false },
] as const;

for (const { name, asked, switched, expected } of responses) {
  test(`Upgrade switched: ${name}`, () => assert.equal(isOffered(asked, switched), expected));
}
