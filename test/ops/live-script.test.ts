import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { runInNewContext } from "node:vm";
import { SCRIPT } from "../../src/ops/live/script.ts";

/** A page without a browser, whose script gets the counts of requests one after the other, a second apart. */
class Page {
  readonly #elements = new Map<string, Record<string, unknown>>();

  async see(requests: readonly number[]): Promise<void> {
    const looks: (() => void)[] = [];
    let count = 0;
    const json = () => sample(count, requests[count++] ?? 0);
    const document = { hidden: false, getElementById: (id: string) => this.#element(id) };
    runInNewContext(SCRIPT, {
      document,
      fetch: async () => ({ json }),
      setTimeout: (look: () => void) => looks.push(look),
    });
    for (let i = 0; i < requests.length; i++) {
      await setImmediate();
      if (count < requests.length) looks.shift()?.();
    }
  }

  text(id: string): unknown {
    return this.#element(id)["textContent"];
  }

  path(): string {
    return String(this.#element("rates")["d"]);
  }

  #element(id: string): Record<string, unknown> {
    const found = this.#elements.get(id);
    if (found) return found;
    const element: Record<string, unknown> = {
      replaceChildren() {},
      closest: () => ({ querySelector: () => ({}) }),
      setAttribute(name: string, value: string) {
        element[name] = value;
      },
    };
    this.#elements.set(id, element);
    return element;
  }
}

function sample(second: number, requests: number) {
  const metrics = { 'reorigin_requests_total{status="2xx"}': requests };
  return { at: second * 1000, isReady: true, metrics, live: { routes: {}, upstreams: {}, recent: [] } };
}

const cases: readonly { name: string; requests: readonly number[]; expected: string | undefined }[] = [
  { name: "one look: no rate is known", requests: [1000], expected: undefined },
  { name: "no request since", requests: [1000, 1000], expected: "at most 0 requests/s since this page was opened" },
  { name: "some", requests: [1000, 1005, 1008], expected: "at most 5 requests/s since this page was opened" },
  {
    name: "more than is drawn",
    requests: [0, 50, ...new Array(120).fill(51)],
    expected: "at most 1 requests/s in the time shown",
  },
];

for (const { name, requests, expected } of cases) {
  test(`the live page says the highest rate of what it has seen: ${name}`, async () => {
    const page = new Page();
    await page.see(requests);
    assert.equal(page.text("top"), expected);
    assert.doesNotMatch(page.path(), /NaN|Infinity/);
  });
}
