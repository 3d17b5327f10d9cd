import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import { INTERNAL } from "../proxy/fixture.ts";
import { certificate } from "../proxy/http2/fixture.ts";
import { END_HEADERS, END_STREAM, FRAME, fieldBlock, frame, GET } from "../proxy/http2/frames.ts";
import { ConnectionLives } from "./support/connection-lives.ts";
import { PUBLIC } from "./support/documents.ts";
import { Figures, isFull } from "./support/figures.ts";
import { missingPrograms, programPath } from "./support/programs.ts";
import { type Ending, ProxyProcess, STEADY_HEAP } from "./support/proxy-process.ts";

const ATTACKERS = isFull ? 500 : 60;
const LIMITS = {
  requestHeadersTimeoutMs: 2000,
  bodyIdleTimeoutMs: 2000,
  clientBytesPerSecond: 200_000,
  upstreamConnections: ATTACKERS + 50,
};
/** The timeout, Node's interval of looking for it, the pace's share, and what a busy machine adds. */
const MOST_MS = 2000 + 1000 + 1000 + 6000;
/** No connection of anybody else lasts as long. */
const ATTACKERS_MS = 1500;
/** Where much else runs on the machine, many take long to be accepted. */
const WAIT_MS = 45_000;

const PAGE = `<a href="${INTERNAL}x">x</a>`;
const LARGE = Buffer.alloc(10_000_000, "x");

/** How each attacks, as arguments of slowhttptest. */
const ATTACKS = {
  "slow fields": ["-H", "-u", "/"],
  "slow content": ["-B", "-s", "100000", "-u", "/"],
  "slow reading": ["-X", "-w", "10", "-y", "20", "-n", "1", "-z", "5", "-u", "/large"],
} as const;

const PREFACE = [Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), frame(FRAME.settings, 0, 0)];

/** What each says of HTTP/2 before it says nothing more. */
const HTTP2_BEGINNINGS = {
  "HTTP/2: nothing after the handshake": [],
  "HTTP/2: no request": PREFACE,
  "HTTP/2: fields without an end": [...PREFACE, frame(FRAME.headers, END_STREAM, 1, fieldBlock(GET))],
  "HTTP/2: fields without an end, beside an answer that is not read": [
    ...PREFACE,
    frame(FRAME.headers, END_HEADERS | END_STREAM, 1, fieldBlock([...GET.slice(0, 3), [":path", "/large"]])),
    frame(FRAME.headers, END_STREAM, 3, fieldBlock(GET)),
  ],
} as const;

/** Each opens one connection to a port. */
const TLS_ATTACKS: Readonly<Record<string, (port: number) => Socket>> = {
  "a TLS handshake that does not go on": (port) => {
    const socket = connect(port, "127.0.0.1");
    socket.write(Buffer.from([0x16, 3, 1, 0x02, 0, 1, 0, 1, 0xfc, 3, 3]));
    return socket;
  },
  ...Object.fromEntries(
    Object.entries(HTTP2_BEGINNINGS).map(([name, said]) => [
      name,
      (port: number) => {
        // Nobody reads it, so that it never sees the end.
        const socket = connectTls({ port, host: "127.0.0.1", ALPNProtocols: ["h2"], rejectUnauthorized: false });
        return socket.once("secureConnect", () => socket.write(Buffer.concat(said)));
      },
    ]),
  ),
};

describe("L9 slow attackers", () => {
  const figures = new Figures(`L9 ${ATTACKERS} attackers`, [
    "attack",
    "seen",
    "gone after, s",
    "others asked",
    "others failed",
  ]);
  const origin = createServer((request, response) => {
    request.resume();
    if (request.url === "/large") response.end(LARGE);
    else request.once("end", () => response.setHeader("Content-Type", "text/html").end(PAGE));
  });
  let upstream = "";

  before(async () => {
    await once(origin.listen(0, "127.0.0.1"), "listening");
    upstream = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
  });
  after(() => {
    origin.close();
    origin.closeAllConnections();
    figures.print();
  });

  for (const [name, args] of Object.entries(ATTACKS)) {
    test(`L9 B-41 ${name}`, { skip: missingPrograms("slowhttptest"), timeout: 90_000 }, async (t) => {
      const proxy = await start(t, "127.0.0.1:0");
      const path = args.at(-1) as string;
      await survive(t, name, proxy, () => {
        const load = ["-c", String(ATTACKERS), "-r", String(ATTACKERS), "-i", "1", "-l", "30", "-p", "30"];
        const url = `http://127.0.0.1:${proxy.port}${path}`;
        const attack = spawn(programPath("slowhttptest") as string, [...args.slice(0, -1), url, ...load], {
          stdio: "ignore",
        });
        endWith(t, attack);
      });
    });
  }

  for (const [name, attack] of Object.entries(TLS_ATTACKS)) {
    test(`L9 B-41 ${name}`, { timeout: 90_000 }, async (t) => {
      const proxy = await start(t, { address: "127.0.0.1:0", ...certificate("www") });
      await survive(t, name, proxy, () => {
        for (let i = 0; i < ATTACKERS; i++) {
          const socket = attack(proxy.port).on("error", () => {});
          t.after(() => socket.destroy());
        }
      });
    });
  }

  function start(ending: Ending, listen: string | { address: string; cert: string; key: string }) {
    const routes = [{ public: [PUBLIC, "http://127.0.0.1/"], internal: INTERNAL, upstream }];
    return ProxyProcess.start(ending, { listen, limits: LIMITS, logLevel: "error", routes }, STEADY_HEAP);
  }

  /** Attacks, and sees that each attacker is gone in time while everybody else is served. */
  async function survive(ending: Ending, name: string, proxy: ProxyProcess, attack: () => void): Promise<void> {
    const lives = new ConnectionLives(proxy.port);
    const bystander = new Bystander(proxy.port, name in TLS_ATTACKS);
    ending.after(() => bystander.stop());
    attack();
    const start = performance.now();
    const seen = () => lives.countOver(ATTACKERS_MS);
    while (seen() < ATTACKERS * 0.95 && performance.now() - start < WAIT_MS) {
      await delay(50);
      lives.look();
    }
    await bystander.hasAsked(10);
    bystander.stop();
    const { longestMs } = lives;
    const { asked, failed } = bystander;
    figures.add(name, ...[seen(), (longestMs / 1000).toFixed(1), asked, failed].map(String));
    assert.ok(seen() > ATTACKERS * 0.5, `${seen()} attackers`);
    assert.ok(longestMs <= MOST_MS, `gone after ${longestMs.toFixed(0)} ms`);
    assert.equal(failed, 0);
  }
});

/** Asks again and again. */
class Bystander {
  readonly #origin: string;
  #isOver = false;
  asked = 0;
  failed = 0;

  constructor(port: number, isTls: boolean) {
    this.#origin = `${isTls ? "https" : "http"}://127.0.0.1:${port}`;
    void this.#ask();
  }

  stop(): void {
    this.#isOver = true;
  }

  async hasAsked(count: number): Promise<void> {
    while (this.asked <= count) await delay(10);
  }

  async #ask(): Promise<void> {
    while (!this.#isOver) {
      this.asked++;
      if (!(await isServed(this.#origin))) this.failed++;
      await delay(10);
    }
  }
}

async function isServed(origin: string): Promise<boolean> {
  const { request } = origin.startsWith("https:") ? await import("node:https") : await import("node:http");
  const options = { headers: { Host: "www.example.com" }, agent: false, rejectUnauthorized: false } as const;
  const body = await new Promise<string>((resolve) => {
    const asking = request(origin, options, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("error", () => resolve("")).on("end", () => resolve(text));
    });
    asking.on("error", () => resolve("")).end();
  });
  return body === PAGE.replace(INTERNAL, PUBLIC);
}

function endWith(ending: Ending, child: ChildProcess): void {
  ending.after(() => child.kill("SIGKILL"));
}
