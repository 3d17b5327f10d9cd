import type { TestContext } from "node:test";
import { Curl } from "./curl.ts";
import { type RunningProxy, startProxy } from "./proxy.ts";

/** Starts a proxy that ends with the test. */
export async function setUpProxy(t: TestContext, ...args: string[]): Promise<RunningProxy> {
  const proxy = await startProxy(...args);
  t.after(() => proxy.process.close());
  return proxy;
}

/** Starts a visitor without a browser, who leaves with the test. */
export async function setUpCurl(t: TestContext, ...options: string[]): Promise<Curl> {
  const curl = await Curl.start(...options);
  t.after(() => curl.close());
  return curl;
}
