import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { Curl } from "./curl.ts";
import { type RunningProxy, startProxy } from "./proxy.ts";

/** Starts a proxy that ends with the test. */
export async function setUpProxy(t: TestContext, ...args: string[]): Promise<RunningProxy> {
  const proxy = await startProxy(...args);
  t.after(() => proxy.process.close());
  return proxy;
}

/**
 * Starts a proxy with one route, told by a configuration file, that ends with the test.
 *
 * @param folder where the file is written; it is there
 * @param route as the configuration file has it
 */
export async function setUpRoute(t: TestContext, folder: string, route: object): Promise<RunningProxy> {
  const configuration = join(folder, "reorigin.json");
  await writeFile(configuration, JSON.stringify({ listen: "127.0.0.1:0", routes: [route] }));
  return setUpProxy(t, "--config", configuration);
}

/** Starts a visitor without a browser, who leaves with the test. */
export async function setUpCurl(t: TestContext, ...options: string[]): Promise<Curl> {
  const curl = await Curl.start(...options);
  t.after(() => curl.close());
  return curl;
}
