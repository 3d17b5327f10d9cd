import { type Browser, chromium, type Page } from "playwright-core";

export const CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const STEP_MS = 15_000;

/** @param resolverRules Chromium's `--host-resolver-rules`: which names lead where, and which nowhere (`~NOTFOUND`) */
export function launchChromium(resolverRules: string): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, `--host-resolver-rules=${resolverRules}`] });
}

/** What a browser did besides showing pages. */
export interface BrowserRecord {
  /** URLs of all requests, frames and workers included. */
  readonly requests: string[];
  /** URL and reason of requests that got no answer, and of answers of 400 and more. */
  readonly failures: string[];
  readonly consoleErrors: string[];
}

/** Opens a page in a browser context of its own and records all it does. */
export async function openRecorded(browser: Browser): Promise<{ page: Page; record: BrowserRecord }> {
  const context = await browser.newContext();
  context.setDefaultTimeout(STEP_MS);
  const record: BrowserRecord = { requests: [], failures: [], consoleErrors: [] };
  context.on("request", (request) => record.requests.push(request.url()));
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page ends its streams and what it still loads: that is the visitor's doing.
    if (reason !== "net::ERR_ABORTED") record.failures.push(`${request.url()} ${reason}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) record.failures.push(`${response.url()} ${response.status()}`);
  });
  context.on("console", (message) => {
    if (message.type() === "error") record.consoleErrors.push(message.text());
  });
  context.on("weberror", (webError) => record.consoleErrors.push(String(webError.error())));
  const page = await context.newPage();
  return { page, record };
}
