import assert from "node:assert/strict";
import type { CurlResponse } from "./curl.ts";

/** Asserts that responses set cookies, and all of them for paths below a mount, that ends with a slash. */
export function assertCookiesBelow(mount: string, responses: readonly CurlResponse[]): void {
  const cookies = responses.flatMap(({ head }) => head.match(/^set-cookie:.*/gim) ?? []);
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) assert.match(cookie, new RegExp(`; *path=${mount}`, "i"));
}

/** The cookies that responses have set, as a request carries them. */
export function cookiesSet(responses: readonly CurlResponse[]): string {
  const cookies = responses.flatMap(({ head }) => Array.from(head.matchAll(/^set-cookie: *([^=]+)=([^;\r]*)/gim)));
  return [...new Map(cookies.map(([, name, value]) => [name, `${name}=${value}`])).values()].join("; ");
}
