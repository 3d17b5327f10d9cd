import assert from "node:assert/strict";
import type { Visitor } from "./visitor.ts";

/** Path below the home page → what the page there holds, when the home page is at this URL. */
export type Pages = Readonly<Record<string, (home: string) => string>>;

/** Reads pages and asserts that each holds what it must; a path that begins with `nowhere` leads to none. */
export async function assertPages(visitor: Visitor, pages: Pages): Promise<void> {
  for (const [path, holds] of Object.entries(pages)) {
    const { url, status, body } = await visitor.get(path);
    assert.equal(status, path.startsWith("nowhere") ? 404 : 200, url);
    const expected = holds(visitor.home);
    assert.ok(body.includes(expected), `${url} does not hold ${expected}`);
  }
}
