import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { request, startProxy } from "../proxy/fixture.ts";
import { RawServer } from "../proxy/raw-connection.ts";

test("A1-13 no self-loop: a proxy whose upstream is the proxy itself answers after one round", async (t) => {
  let ownPort = 0;
  const wire = await RawServer.listen(({ socket }) => {
    const back = connect(ownPort, "127.0.0.1");
    socket.pipe(back).pipe(socket);
    socket.once("close", () => back.destroy());
  });
  const routes = [{ public: "http://www.example.com/", upstream: wire.origin, internal: wire.origin, host: "public" }];
  const { ask, port } = await startProxy(t, wire, { routes });
  ownPort = port;
  assert.match(await ask(request("GET /", "Connection: close")), /^HTTP\/1\.1 508 /);
  assert.equal(wire.connections.length, 1);
});
