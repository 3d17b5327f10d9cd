import assert from "node:assert/strict";
import type { LookupAddress } from "node:dns";
import { describe, test } from "node:test";
import { CachedLookup } from "../../../src/upstream/transports/cached-lookup.ts";

/** A name service that says what the test says, and counts. */
class NameService {
  addresses: string[] | "fails" | "hangs" = ["10.0.0.1"];
  count = 0;

  readonly resolve = (): Promise<readonly LookupAddress[]> => {
    const { addresses } = this;
    this.count++;
    if (addresses === "hangs") return new Promise(() => {});
    if (addresses === "fails") return Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    return Promise.resolve(addresses.map((address) => ({ address, family: 4 })));
  };
}

function ask({ lookup }: CachedLookup, all = true): Promise<string> {
  return new Promise((resolve, reject) => {
    lookup("app.internal", { all }, (error, found) => {
      if (error) reject(error);
      else resolve(typeof found === "string" ? found : found.map(({ address }) => address).join(" "));
    });
  });
}

describe("a name of an upstream", () => {
  test("is resolved once, for all that ask", async () => {
    const names = new NameService();
    const cached = new CachedLookup(60_000, names.resolve);
    assert.deepEqual(await Promise.all([ask(cached), ask(cached)]), ["10.0.0.1", "10.0.0.1"]);
    assert.equal(await ask(cached), "10.0.0.1");
    assert.equal(names.count, 1);
  });

  test("has all its addresses used, each in its turn", async () => {
    const names = new NameService();
    names.addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3"];
    const cached = new CachedLookup(60_000, names.resolve);
    assert.equal(await ask(cached), "10.0.0.1 10.0.0.2 10.0.0.3");
    assert.equal(await ask(cached), "10.0.0.2 10.0.0.3 10.0.0.1");
    assert.equal(await ask(cached, false), "10.0.0.3");
    assert.equal(await ask(cached, false), "10.0.0.1");
  });

  test("is resolved again after its time", async () => {
    const names = new NameService();
    const cached = new CachedLookup(20, names.resolve);
    await ask(cached);
    names.addresses = ["10.0.0.9"];
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.equal(await ask(cached), "10.0.0.9");
  });

  test("is resolved for each connection where that is asked for", async () => {
    const names = new NameService();
    const cached = new CachedLookup(0, names.resolve);
    await ask(cached);
    names.addresses = ["10.0.0.9"];
    assert.equal(await ask(cached), "10.0.0.9");
  });

  for (const trouble of ["fails", "hangs"] as const) {
    test(`keeps its old addresses while the name service ${trouble}`, async () => {
      const names = new NameService();
      const cached = new CachedLookup(0, names.resolve);
      await ask(cached);
      names.addresses = trouble;
      // The timers of the lookup hold no process up.
      const alive = setInterval(() => {}, 100);
      assert.equal(await ask(cached), "10.0.0.1");
      clearInterval(alive);
      names.addresses = ["10.0.0.9"];
      assert.equal(await ask(cached), "10.0.0.9");
    });
  }

  test("without any address is as good as unknown", async () => {
    const names = new NameService();
    names.addresses = [];
    const cached = new CachedLookup(0, names.resolve);
    await assert.rejects(ask(cached), { code: "ENOTFOUND" });
    names.addresses = ["10.0.0.1"];
    await ask(cached);
    names.addresses = [];
    assert.equal(await ask(cached), "10.0.0.1");
  });

  test("that nobody knows is an error, and asked for again", async () => {
    const names = new NameService();
    names.addresses = "fails";
    const cached = new CachedLookup(60_000, names.resolve);
    await assert.rejects(ask(cached), { code: "ENOTFOUND" });
    names.addresses = ["10.0.0.1"];
    assert.equal(await ask(cached), "10.0.0.1");
  });
});
