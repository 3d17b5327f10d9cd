import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../../", import.meta.url);

interface LockedPackage {
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}

const { packages } = readJson<{ packages: Readonly<Record<string, LockedPackage>> }>("package-lock.json");
const installed = Object.entries(packages).filter(([name, { dev }]) => name !== "" && !dev);

test("B-55 what is installed with us is pinned by its hash, and runs no script on its way in", () => {
  assert.ok(installed.length > 5);
  assert.deepEqual(
    installed.filter(([, { integrity = "" }]) => !integrity.startsWith("sha512-")).map(([name]) => name),
    [],
  );
  assert.deepEqual(
    installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name),
    [],
  );
});

test("B-55 our own package runs no script on its way in, and holds what it says", () => {
  const { scripts } = readJson<{ scripts: Readonly<Record<string, string>> }>("package.json");
  for (const name of ["preinstall", "install", "postinstall"]) assert.ok(!(name in scripts), name);
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: FOLDER,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ files = [] } = {}] = Object.values(JSON.parse(printed)) as { files?: { path: string }[] }[];
  const strays = files
    .map(({ path }) => path)
    .filter((path) => !/^(?:(?:dist|src)\/.|(?:LICENSE|README\.md|package\.json)$)/.test(path));
  assert.ok(files.length > 100);
  assert.deepEqual(strays, []);
});
