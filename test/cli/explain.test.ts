import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { run } from "./run.ts";

const directory = mkdtempSync(join(tmpdir(), "reorigin-"));
after(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const PAGE = file(
  "page.html",
  '<a href="http://legacy.internal/x">\n<a href="/y"><textarea>http://legacy.internal/</textarea>',
);
const CLEAN = file("clean.html", '<a href="http://legacy.internal/x">');
const STYLE = file("style.css", "a{b:url(http://legacy.internal/c)}");
const CONFIG = file(
  "reorigin.yaml",
  "routes:\n  - public: https://a.example/app/\n    internal: http://legacy.internal/\n",
);

const EXPLAIN = ["explain", "http://legacy.internal/", "--public", "https://a.example/"];

describe("explain", () => {
  test("a table", async () => {
    const { code, stdout, stderr } = await run([...EXPLAIN, PAGE]);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
    assert.equal(
      stdout.replace(directory, ""),
      `/page.html ← http://legacy.internal/
text/html, windows-1252: rewritten

WHERE         KIND        FORM      FOUND
1:10 a href   url         absolute  http://legacy.internal/x → https://a.example/x
2:24 textarea  form-value  absolute  http://legacy.internal/ ! left: a user may send it back (see the option forms)

moved: 1; left: 1; internal names left: 1; unrelated: 1 (--all shows them)
`
        .replace("WHERE         KIND", "WHERE          KIND")
        .replace("1:10 a href   url", "1:10 a href    url"),
    );
  });

  test("a table of everything", async () => {
    const { stdout } = await run([...EXPLAIN, "--all", PAGE]);
    assert.match(stdout, /^2:10 a href +url +root-relative +\/y = its path is the same on both sides$/m);
    assert.match(stdout, /^moved: 1; left: 1; internal names left: 1$/m);
  });

  test("JSON", async () => {
    const { stdout } = await run([...EXPLAIN, "--json", PAGE]);
    assert.deepEqual(JSON.parse(stdout), {
      target: PAGE,
      base: "http://legacy.internal/",
      body: { type: "text/html", charset: "windows-1252", codings: [], outcome: "rewritten", overruns: 0 },
      counts: { moved: 1, left: 1, leaks: 1, others: 1 },
      findings: [
        {
          where: { line: 1, column: 10, element: "a", attribute: "href" },
          kind: "url",
          form: "absolute",
          was: "http://legacy.internal/x",
          became: "https://a.example/x",
          isLeak: false,
        },
        {
          where: { line: 2, column: 24, element: "textarea" },
          kind: "form-value",
          form: "absolute",
          was: "http://legacy.internal/",
          left: "form-value",
          why: "a user may send it back (see the option forms)",
          isLeak: true,
        },
      ],
    });
  });

  const failing: { name: string; input: string[]; code: number; stderr: string }[] = [
    { name: "a leak", input: [PAGE], code: 1, stderr: "reorigin: internal names left: 1\n" },
    { name: "no leak", input: [CLEAN], code: 0, stderr: "" },
  ];
  for (const { name, input, code, stderr } of failing) {
    test(`--fail-on-leak: ${name}`, async () => {
      const outcome = await run([...EXPLAIN, "--fail-on-leak", ...input]);
      assert.deepEqual({ code: outcome.code, stderr: outcome.stderr }, { code, stderr });
    });
  }

  test("--verify where engines agree", async () => {
    const { code, stdout } = await run([...EXPLAIN, "--verify", PAGE]);
    assert.equal(code, 0);
    assert.match(stdout, /^Both engines agree\.$/m);
  });

  test("--verify where they do not: parse5 keeps the first of duplicate attributes only", async () => {
    const page = file("twice.html", '<a href="http://legacy.internal/x" href="http://legacy.internal/y">');
    const { stdout } = await run([...EXPLAIN, "--verify", page]);
    assert.match(
      stdout,
      /^Places that the engines read differently: 1\n1:42 a href {2}http:.*\/y {2}scan → https:.*\/y$/m,
    );
  });

  test("--verify where they do not: htmlparser2 knows no SVG", async () => {
    const options = "rewrite: { engine: htmlparser2 }";
    const config = file("engine.yaml", `${readFileSync(CONFIG, "utf8")}    ${options}\n`);
    const page = file("svg.html", '<svg><style><a href="/x"></style></svg>');
    const { stdout } = await run(["explain", "--config", config, "--verify", "--json", page]);
    assert.deepEqual(JSON.parse(stdout).divergences, [
      { where: { line: 1, column: 22, element: "a", attribute: "href" }, was: "/x", became: { parse5: "/app/x" } },
    ]);
  });

  const inputs: { name: string; argv: string[]; stdin?: string[]; expected: RegExp }[] = [
    {
      name: "a configuration",
      argv: ["explain", "--config", CONFIG, CLEAN],
      expected: /→ https:\/\/a\.example\/app\/x$/m,
    },
    { name: "the type by the file's name", argv: [...EXPLAIN, STYLE], expected: /^text\/css, utf-8: rewritten$/m },
    {
      name: "the type",
      argv: [...EXPLAIN, "--type", "text/plain", STYLE],
      expected: /^text\/plain, windows-1252: rewritten$/m,
    },
    {
      name: "standard input",
      argv: [...EXPLAIN, "-"],
      stdin: ["//legacy.internal/x"],
      expected: /→ \/\/a\.example\/x$/m,
    },
    {
      name: "a base",
      argv: ["explain", "--config", CONFIG, "--base", "https://a.example/app/x/y", "--all", "-"],
      stdin: ['<a href="/z">'],
      expected: /^- ← http:\/\/legacy\.internal\/x\/y$[\s\S]* → \/app\/z$/m,
    },
    {
      name: "control characters from a document",
      argv: [...EXPLAIN, "-"],
      stdin: ['<a href="http://legacy.internal/\u001b[2J">'],
      expected: /http:\/\/legacy\.internal\/\\u001b\[2J/,
    },
  ];
  for (const { name, argv, stdin = [], expected } of inputs) {
    test(`from ${name}`, async () => {
      const { code, stdout } = await run(argv, { stdin });
      assert.equal(code, 0);
      assert.match(stdout, expected);
    });
  }

  test("a URL, with fields", async (t) => {
    const application = createServer(({ headers }, response) => {
      response.writeHead(302, { Location: `http://legacy.internal/${headers.cookie}` }).end();
    });
    await new Promise<void>((resolve) => application.listen(0, "127.0.0.1", resolve));
    t.after(() => application.close());
    const { port } = application.address() as AddressInfo;
    const argv = [...EXPLAIN, "--upstream", `http://127.0.0.1:${port}`, "-H", "Cookie: a=b"];
    const { code, stdout } = await run([...argv, "https://a.example/x"]);
    assert.equal(code, 0);
    assert.match(stdout, /^https:\/\/a\.example\/x ← http:\/\/legacy\.internal\/x {2}302$/m);
    assert.match(stdout, /^Location +url +absolute +http:\/\/legacy\.internal\/a=b → https:\/\/a\.example\/a=b$/m);
    const alone = await run(argv);
    assert.match(alone.stdout, /^https:\/\/a\.example\/ ← http:\/\/legacy\.internal\/ {2}302$/m);
  });

  const wrong: { name: string; argv: string[]; code: number; expected: string }[] = [
    { name: "nothing", argv: ["explain"], code: 2, expected: "nothing to explain: expected a URL or a FILE" },
    {
      name: "a configuration is missing",
      argv: ["explain", PAGE],
      code: 2,
      expected: "nothing to serve: expected INTERNAL or --config FILE (see reorigin --help)",
    },
    {
      name: "a file that is not there",
      argv: [...EXPLAIN, "/none"],
      code: 1,
      expected: 'Cannot read "/none": there is no such file',
    },
    {
      name: "a base that is none",
      argv: [...EXPLAIN, "--base", "x", PAGE],
      code: 2,
      expected: 'option --base: expected an absolute URL, found "x"',
    },
    {
      name: "a field that is none",
      argv: [...EXPLAIN, "--header", "x", "https://a.example/"],
      code: 2,
      expected: 'option --header: expected NAME:VALUE, found "x"',
    },
    {
      name: "an application that is not there",
      argv: [...EXPLAIN, "--upstream", "http://127.0.0.1:9", "https://a.example/"],
      code: 1,
      expected:
        'Cannot explain "https://a.example/": the proxy answers 502, The application cannot be reached. (ECONNREFUSED, http://127.0.0.1:9)',
    },
  ];
  for (const { name, argv, code, expected } of wrong) {
    test(`wrong: ${name}`, async () => {
      assert.deepEqual(await run(argv), { code, stdout: "", stderr: `reorigin: ${expected}\n` });
    });
  }
});
