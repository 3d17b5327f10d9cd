import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import type { Application } from "./application.ts";
import { type BrowserRecord, launchChromium, openRecorded } from "./browser.ts";

/**
 * Browses an application through a proxy that mounts it at a path, its name leading nowhere, and asserts that the browser asks
 * for nothing outside of the mount, and that every answer is a good one.
 *
 * @param publicUrl of the mount, with the slash
 * @param browse one round
 */
export async function assertBrowsedInMount(
  t: TestContext,
  { internal }: Application,
  publicUrl: string,
  browse: (page: Page, url: string) => Promise<void>,
): Promise<void> {
  const browser = await launchChromium(`MAP ${new URL(internal).hostname} ~NOTFOUND`);
  t.after(() => browser.close());
  const { page, record } = await openRecorded(browser);
  await browse(page, publicUrl);
  await browser.close();
  assert.deepEqual(
    record.requests.filter((url) => /^(?:http|ws)/.test(url) && !url.startsWith(publicUrl)),
    [],
  );
  assert.deepEqual(record.failures, []);
}

/**
 * Browses an application without the proxy, its name leading to where it listens, then through the proxy, its name
 * leading nowhere, and asserts that the browser tells no difference.
 *
 * @param browse one round, given the URL where the application is found
 */
export async function assertBrowsedAlike(
  t: TestContext,
  { internal, upstream }: Application,
  publicUrl: string,
  browse: (page: Page, url: string) => Promise<void>,
): Promise<void> {
  const round = async (url: string, resolverRules: string): Promise<BrowserRecord> => {
    const browser = await launchChromium(resolverRules);
    t.after(() => browser.close());
    const { page, record } = await openRecorded(browser);
    await browse(page, url);
    await browser.close();
    return record;
  };
  const { host, hostname } = new URL(internal);
  const direct = await round(`${internal}/`, `MAP ${host} ${new URL(upstream).host}`);
  const proxied = await round(publicUrl, `MAP ${hostname} ~NOTFOUND`);
  assert.deepEqual(
    proxied.requests.filter((url) => url.includes(hostname)),
    [],
  );
  assert.deepEqual(proxied.failures, []);
  assert.deepEqual(
    proxied.consoleErrors.filter((message) => !direct.consoleErrors.includes(message)),
    [],
  );
}
