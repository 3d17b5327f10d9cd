import assert from "node:assert/strict";
import { test } from "node:test";
import { AccessLog } from "../../src/ops/access-log.ts";
import { Log } from "../../src/ops/log.ts";
import type { ExchangeRecord } from "../../src/proxy/observer.ts";

class Output {
  text = "";
  isBlocked = false;
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): boolean {
    if (!this.isBlocked) this.text += text;
    return !this.isBlocked;
  }
}

const RECORD: ExchangeRecord = {
  method: "GET",
  host: "www.example.com",
  path: "/x",
  version: "1.1",
  client: "192.0.2.1",
  route: "http://www.example.com/",
  upstream: "http://10.0.0.5:8080",
  status: 200,
  requestBytes: 0,
  responseBytes: 1234,
  durationMs: 12.345,
  body: "rewritten",
  overruns: 0,
  requestBody: undefined,
  refusal: undefined,
  error: undefined,
};

test("an access line in JSON", () => {
  const output = new Output(false);
  new AccessLog(new Log("info", output)).ended(RECORD);
  const { time, ...rest } = JSON.parse(output.text);
  assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, {
    level: "info",
    message: "GET www.example.com/x",
    status: 200,
    bytes: 1234,
    ms: 12.3,
    http: "1.1",
    client: "192.0.2.1",
    upstream: "http://10.0.0.5:8080",
    body: "rewritten",
  });
});

test("an access line for people", () => {
  const output = new Output(true);
  new AccessLog(new Log("info", output)).ended({ ...RECORD, upstream: undefined, requestBody: "signed" });
  assert.match(
    output.text,
    /^\d\d:\d\d:\d\d info GET www\.example\.com\/x status=200 bytes=1234 ms=12\.3 http=1\.1 client=192\.0\.2\.1 body=rewritten requestBody=signed\n$/,
  );
});

const severities = [
  { name: "a good answer", record: {}, expected: "info" },
  { name: "the client's mistake", record: { refusal: "unknown-host", status: 421 }, expected: "info" },
  { name: "a client that went away", record: { error: "ERR_CLIENT_ABORTED" }, expected: "info" },
  {
    name: "an upstream that is not there",
    record: { refusal: "upstream-unreachable", status: 502, error: "ECONNREFUSED" },
    expected: "warn",
  },
  { name: "a response that was cut off", record: { error: "UND_ERR_SOCKET" }, expected: "warn" },
] as const;

for (const { name, record, expected } of severities) {
  test(`the level of ${name} is ${expected}`, () => {
    const output = new Output(false);
    new AccessLog(new Log("info", output)).ended({ ...RECORD, ...record });
    assert.equal(JSON.parse(output.text).level, expected);
  });
}

for (const isTTY of [false, true]) {
  test(`what clients say stays in its line (${isTTY ? "text" : "JSON"})`, () => {
    const output = new Output(isTTY);
    new Log("info", output).write("info", "a\r\nb\x1b[2J", { host: 'c\nd "e"\x9b' });
    assert.equal(output.text.indexOf("\n"), output.text.length - 1);
    assert.doesNotMatch(output.text.slice(0, -1), /[\0-\x1f]/);
  });
}

test("levels below the threshold are silent", () => {
  const output = new Output(false);
  const log = new Log("warn", output);
  log.write("info", "no");
  log.write("error", "yes");
  assert.match(output.text, /^[^\n]*"message":"yes"\}\n$/);
  new Log("silent", output).write("error", "no");
  assert.doesNotMatch(output.text, /"no"/);
});

test("lines that nobody reads are dropped and counted", () => {
  const output = new Output(false);
  const log = new Log("info", output);
  output.isBlocked = true;
  log.write("info", "one");
  log.write("info", "two");
  output.isBlocked = false;
  log.write("info", "three");
  log.write("info", "four");
  assert.equal(log.droppedCount, 2);
  const lines = output.text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map(({ message, dropped }) => [message, dropped]),
    [
      ["three", 2],
      ["four", undefined],
    ],
  );
});
