import { manualBlock, manualHead } from "./pages/manual.ts";
import { portalBlock, portalHead } from "./pages/portal.ts";
import { Random } from "./pages/random.ts";

/** The origin and path that the application's pages use for its own URLs. */
export interface Place {
  /** Scheme, host and port, followed by the mount's path if there is one. */
  readonly origin: string;
  /** The prefix of root-relative references. */
  readonly root: string;
}

export const INTERNAL: Place = { origin: "http://legacy.internal:8080", root: "" };
export const PUBLIC: Place = { origin: "https://www.example.com", root: "" };
export const MOUNTED: Place = { origin: "https://www.example.com/app", root: "/app" };

/** A page that can be generated for any place. The expected output of a rewriter is the page for the public place. */
export interface Page {
  readonly name: string;
  at(place: Place): Buffer;
}

/**
 * Pages like those of real applications, the same on each run.
 *
 * All URLs that have to be mapped are in double-quoted attributes with one URL each, which every rewriter in the comparison
 * reads. Scripts, styles, comments, relative and foreign references must be left alone.
 */
export const PAGES: readonly Page[] = [
  page("list, 3 KB", list(41)),
  page("portal, 119 KB", document(new Random(1), portalHead, portalBlock, 117_800)),
  page("manual, 714 KB", document(new Random(2), manualHead, manualBlock, 702_000)),
];

function page(name: string, template: string): Page {
  return {
    name,
    at: ({ origin, root }) => Buffer.from(template.replaceAll("%origin%", origin).replaceAll("%root%", root)),
  };
}

function list(length: number): string {
  const links = Array.from(
    { length },
    (_, index) => `<li><a href="%origin%/catalogue/item/${index}">Item ${index}</a>`,
  );
  return `<!DOCTYPE html>\n<html lang="en">\n<title>Items</title>\n<h1>Items</h1>\n<ul>\n${links.join("\n")}\n</ul>\n`;
}

function document(random: Random, head: string, block: (random: Random) => string, bytes: number): string {
  const parts = [`<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n${head}</head>\n<body>\n`];
  for (let length = 0; length < bytes; length += parts.at(-1)!.length) parts.push(block(random));
  return `${parts.join("")}</body>\n</html>\n`;
}
