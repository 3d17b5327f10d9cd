import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { run } from "./run.ts";
import { written } from "./written.ts";

const GOOD = written("good.conf", "ServerName www.example.com\nProxyPass / http://legacy.internal:8080/\nTimeout 10\n");
const BAD = written("bad.conf", "server {\n  listen 80\n}\n");

describe("import", () => {
  test("prints a configuration that check takes", async () => {
    const { code, stdout, stderr } = await run(["import", "apache", GOOD]);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
    assert.equal(
      stdout,
      [
        `# reorigin import apache ${GOOD}`,
        "",
        "routes:",
        "  # line 3: Timeout 10: no counterpart",
        "  - public: http://www.example.com/",
        "    internal: http://legacy.internal:8080/",
        "",
      ].join("\n"),
    );
    const checked = await run(["check", "--config", written("reorigin.yaml", stdout)]);
    assert.deepEqual({ code: checked.code, stderr: checked.stderr }, { code: 0, stderr: "" });
  });

  test("reads standard input", async () => {
    const stdin = ["ServerName www.example.com\n", "ProxyPass / http://legacy.internal:8080/\n"];
    const { code, stdout } = await run(["import", "apache", "-"], { stdin });
    assert.equal(code, 0);
    assert.match(stdout, /^# reorigin import apache -$[\s\S]*^ {4}internal: http:\/\/legacy\.internal:8080\/$/m);
  });

  const failures: { name: string; argv: string[]; code: number; expected: string }[] = [
    {
      name: "a wrong line",
      argv: ["nginx", BAD],
      code: 2,
      expected: `${BAD}:2: expected ; after "listen 80"`,
    },
    {
      name: "no server",
      argv: [],
      code: 2,
      expected: "reorigin: SERVER is missing: expected one of apache, nginx, lighttpd",
    },
    {
      name: "an unknown server",
      argv: ["caddy", GOOD],
      code: 2,
      expected: 'reorigin: SERVER: expected one of apache, nginx, lighttpd, found "caddy"',
    },
    { name: "no file", argv: ["apache"], code: 2, expected: "reorigin: FILE is missing" },
    {
      name: "a file too many",
      argv: ["apache", GOOD, BAD],
      code: 2,
      expected: `reorigin: unexpected argument "${BAD}" after "${GOOD}"`,
    },
    {
      name: "a file that is not there",
      argv: ["apache", "/none.conf"],
      code: 1,
      expected: 'reorigin: Cannot read "/none.conf": there is no such file',
    },
  ];
  for (const { name, argv, code, expected } of failures) {
    test(`${name}: exit code ${code}`, async () => {
      assert.deepEqual(await run(["import", ...argv]), { code, stdout: "", stderr: `${expected}\n` });
    });
  }
});
