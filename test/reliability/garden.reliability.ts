import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startProxy } from "../proxy/fixture.ts";
import { type RawConnection, RawServer, rawClient } from "../proxy/raw-connection.ts";
import { Figures } from "./support/figures.ts";
import { PLANTS, type PlantName, plant } from "./support/garden.ts";
import { AFTER, HOSTILE_REQUESTS } from "./support/hostile-requests.ts";
import { lastWords, totalLength } from "./support/patience.ts";
import { missingPrograms } from "./support/programs.ts";
import { readRequests, type SeenRequest, TOLERANT } from "./support/strict-reader.ts";
import { openTap, type Tap, type TappedConnection } from "./support/tap.ts";

const NAMES = Object.keys(PLANTS) as PlantName[];
const figures = new Figures(`${HOSTILE_REQUESTS.length} hostile payloads`, [
  "garden",
  "requests seen",
  "disagreements",
]);
after(() => figures.print());

/** Answers every whole request, in order, and says which it was. */
function echoing(): Promise<RawServer> {
  return RawServer.listen(async (connection) => {
    for (let answered = 0; connection.ended === "no"; answered++) {
      const isThere = (received: string) => readRequests(received).requests.length > answered;
      await connection.until(isThere).catch(() => {});
      const { method, target } = readRequests(connection.received).requests[answered] ?? {};
      connection.send(`HTTP/1.1 200 OK\r\nX-Seen: ${method} ${target}\r\nContent-Length: 4\r\n\r\nseen`);
    }
  });
}

/** Sends one payload and waits until its connection is over. */
async function play(connection: RawConnection, bytes: string, tap: Tap): Promise<void> {
  connection.send(bytes + AFTER);
  const wire = () => tap.connections.flatMap(({ sent, answered }) => [sent, answered]);
  await lastWords(connection, () => totalLength([connection.received, ...wire()])).catch(() => {});
  connection.socket.destroy();
}

function nameOf({ method, target, content }: SeenRequest): string {
  return `${method} ${target.replace(/^http:\/\/[^/?]*(?=\/)/, "").replace(/^http:\/\/[^/?]*/, "/")} ${JSON.stringify(content)}`;
}

/** What came since it was last asked, of connections that are used for more than one payload. */
class Progress<T> {
  readonly #counts: number[] = [];

  fresh(lists: readonly (readonly T[])[]): T[] {
    return lists.flatMap((list, i) => {
      const from = this.#counts[i] ?? 0;
      this.#counts[i] = list.length;
      return list.slice(from);
    });
  }
}

/** The requests that a server says it has read. */
function seenBy({ answered }: TappedConnection): string[] {
  return [...answered.matchAll(/^x-seen: (\S+ \S+)(?: HTTP\/1\.1)?\r$/gim)].map(([, request]) => request!);
}

for (const name of NAMES) {
  test(`garden: ${name} before the proxy, and what it passes on is what an application sees`, {
    skip: missingPrograms(name),
  }, async (t) => {
    const upstream = await echoing();
    const proxy = await startProxy(t, upstream);
    const tap = await openTap(() => proxy.port);
    t.after(() => tap.server.close());
    const port = await plant(t, name, PLANTS[name].before(tap.server.origin.slice("http://".length)));
    const [passedOn, seen, answers] = [
      new Progress<SeenRequest>(),
      new Progress<SeenRequest>(),
      new Progress<string>(),
    ];
    const disagreements: string[] = [];
    let count = 0;
    for (const { name: payload, bytes } of HOSTILE_REQUESTS) {
      await play(await rawClient(port), bytes, tap);
      const read = upstream.connections.map(({ received }) => readRequests(received));
      const faults = read.map(({ fault }) => fault).filter(Boolean);
      const before = passedOn
        .fresh(tap.connections.map(({ sent }) => readRequests(sent, TOLERANT).requests))
        .map(nameOf);
      const behind = seen.fresh(read.map(({ requests }) => requests)).map(nameOf);
      const accepted = answers.fresh(tap.connections.map(seenBy));
      count += behind.length;
      for (const request of behind) {
        const at = before.indexOf(request);
        if (at === -1) disagreements.push(`${payload}: ${request} was not sent by ${name}`);
        else before.splice(at, 1);
      }
      if (accepted.length !== behind.length)
        disagreements.push(`${payload}: ${accepted.length} accepted, ${behind.length} seen`);
      if (faults.length > 0) disagreements.push(`${payload}: ${faults}`);
    }
    figures.add(`${name} before`, String(count), String(disagreements.length));
    assert.deepEqual(disagreements, []);
    assert.ok(count > 50, `${count} requests got through`);
  });

  test(`garden: ${name} behind the proxy reads the requests that the proxy sends`, {
    skip: missingPrograms(name),
  }, async (t) => {
    const port = await plant(t, name, PLANTS[name].behind);
    const tap = await openTap(() => port);
    const proxy = await startProxy(t, tap.server);
    const [sent, answers] = [new Progress<SeenRequest>(), new Progress<string>()];
    const disagreements: string[] = [];
    let count = 0;
    for (const { name: payload, bytes, seen } of HOSTILE_REQUESTS) {
      await play(await proxy.client(), bytes, tap);
      const read = tap.connections.map((connection) => readRequests(connection.sent));
      const faults = read.map(({ fault }) => fault).filter(Boolean);
      // A server may answer before it has read all, and all may never come.
      const begun = read.map(({ rest }) => /^\S+ \S+/.exec(rest)?.[0]).filter((line) => line !== undefined);
      const requests = sent
        .fresh(read.map(({ requests }) => requests))
        .map(({ method, target }) => `${method} ${target}`);
      const echoes = answers.fresh(tap.connections.map(seenBy));
      count += requests.length;
      if (faults.length > 0) disagreements.push(`${payload}: ${faults}`);
      if (![requests, [...requests, ...begun]].some((all) => all.toSorted().join() === echoes.toSorted().join()))
        disagreements.push(`${payload}: sent ${requests}, read ${echoes}`);
      if (requests.length !== seen.length) disagreements.push(`${payload}: ${seen} expected, ${requests} sent`);
    }
    figures.add(`${name} behind`, String(count), String(disagreements.length));
    assert.deepEqual(disagreements, []);
    assert.ok(count > 50, `${count} requests got through`);
  });
}
