import type { TestContext } from "node:test";
import type { Application } from "./application.ts";
import type { CurlResponse } from "./curl.ts";
import { setUpCurl } from "./set-up.ts";

/** Which of these answers an application does not give without the proxy, asked by its own name. */
export async function refusedOnlyHere(
  t: TestContext,
  refused: readonly CurlResponse[],
  publicUrl: string,
  { internal, upstream }: Application,
): Promise<string[]> {
  const direct = await setUpCurl(t, "--connect-to", `${new URL(internal).host}:${new URL(upstream).host}`);
  const onlyHere: string[] = [];
  for (const { url, status } of refused) {
    const there = await direct.get(url.replace(publicUrl, `${internal}/`));
    if (there.status !== status) onlyHere.push(`${url} ${status}, and ${there.status} without the proxy`);
  }
  return onlyHere;
}
