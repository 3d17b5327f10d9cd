import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { FileWatch } from "../src/file-watch.ts";

const INTERVAL_MS = 20;
const SETTLED_MS = 400;

async function folderOf(t: TestContext, ...files: readonly string[]): Promise<(name: string) => string> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-"));
  t.after(() => rm(folder, { recursive: true }));
  for (const file of files) await writeFile(join(folder, file), "old");
  return (name) => join(folder, name);
}

/** Watches, and tells how often there was something new once nothing is changing any more. */
function watching(t: TestContext, ...files: readonly string[]) {
  const watch = new FileWatch(files);
  t.after(() => watch.close());
  let count = 0;
  return {
    watch,
    begin: () => watch.begin(() => count++, INTERVAL_MS),
    changes: async () => {
      for (let i = 0; i < 50 && count === 0; i++) await delay(INTERVAL_MS);
      await delay(SETTLED_MS);
      return count;
    },
  };
}

const CHANGES: Readonly<Record<string, (at: (name: string) => string) => Promise<unknown>>> = {
  "is written": (at) => writeFile(at("a"), "new"),
  "is written again and again": async (at) => {
    for (const text of ["n", "ne", "new"]) await writeFile(at("a"), text);
  },
  "gets another in its place": (at) => writeFile(at("b"), "old").then(() => rename(at("b"), at("a"))),
  "is removed": (at) => rm(at("a")),
};

describe("file watch", { concurrency: true }, () => {
  for (const [name, change] of Object.entries(CHANGES)) {
    test(`a file that ${name}`, async (t) => {
      const at = await folderOf(t, "a");
      const { begin, changes } = watching(t, at("a"));
      begin();
      await change(at);
      assert.equal(await changes(), 1);
    });

    test(`a file that ${name} between the first look and the beginning`, async (t) => {
      const at = await folderOf(t, "a");
      const { begin, changes } = watching(t, at("a"));
      await change(at);
      begin();
      assert.equal(await changes(), 1);
    });
  }

  test("a folder is replaced by a link that moves, as Kubernetes does", async (t) => {
    const at = await folderOf(t);
    for (const version of ["v1", "v2"]) {
      await mkdir(at(version));
      await writeFile(join(at(version), "a"), "same");
    }
    await symlink("v1", at("data"));
    const { begin, changes } = watching(t, join(at("data"), "a"));
    begin();
    await symlink("v2", at("data.new"));
    await rename(at("data.new"), at("data"));
    assert.equal(await changes(), 1);
  });

  test("files that change together, and one that was not there", async (t) => {
    const at = await folderOf(t, "a");
    const { begin, changes } = watching(t, at("a"), at("b"));
    begin();
    await Promise.all([writeFile(at("a"), "new"), writeFile(at("b"), "new")]);
    assert.equal(await changes(), 1);
  });

  test("nothing new, and nothing after the end", async (t) => {
    const at = await folderOf(t, "a", "b");
    const [still, closed] = [watching(t, at("a")), watching(t, at("b"))];
    still.begin();
    closed.begin();
    closed.watch.close();
    await writeFile(at("b"), "new");
    assert.deepEqual(await Promise.all([still.changes(), closed.changes()]), [0, 0]);
  });
});
