import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { SAXParser } from "parse5-sax-parser";
import { INTERNAL, MOUNTED, PAGES, type Page, PUBLIC } from "../pages.ts";
import type { Task } from "./engine.ts";
import { moved, URL_ATTRIBUTES } from "./references.ts";
import type { Engine } from "./table.ts";

/** A page to rewrite, and what is known about the correct output. */
export interface Case {
  /** Unique. */
  readonly name: string;
  readonly page: string;
  readonly source: Buffer;
  readonly task: Task;
  /** What is wrong with an engine's output; undefined if it is correct. */
  fault(output: Buffer, reads: Engine["reads"]): Promise<string | undefined>;
}

const MOUNTS = ["", MOUNTED.root] as const;

/** @param files such as `page.html=https://www.example.org,https://example.org`; none for the generated pages */
export async function casesOf(files: readonly string[]): Promise<Case[]> {
  if (files.length === 0) return MOUNTS.flatMap((mount) => PAGES.map((page) => generatedCase(page, mount)));
  return Promise.all(MOUNTS.flatMap((mount) => files.map((file) => fileCase(file, mount))));
}

function generatedCase(page: Page, mount: string): Case {
  const expected = page.at(mount === "" ? PUBLIC : MOUNTED);
  return {
    name: nameOf(page.name, mount),
    page: page.name,
    source: page.at(INTERNAL),
    task: { origins: [INTERNAL.origin], publicOrigin: PUBLIC.origin, mount },
    fault: async (output) => (output.equals(expected) ? undefined : "it is not the expected page"),
  };
}

/** A page from a file. parse5 tells which attributes have to be mapped; nothing is known about other places. */
async function fileCase(argument: string, mount: string): Promise<Case> {
  const [file = "", names = INTERNAL.origin] = argument.split("=");
  const [internal = INTERNAL.origin, ...aliases] = names.split(",");
  const task: Task = { origins: [internal, ...aliases], publicOrigin: PUBLIC.origin, mount };
  const source = await readFile(file);
  const before = await references(source);
  const page = basename(file);
  return { name: nameOf(page, mount), page, source, task, fault };

  async function fault(output: Buffer, reads: Engine["reads"]): Promise<string | undefined> {
    if (reads === "bytes") return undefined;
    const after = await references(output);
    if (after.length !== before.length) return `${after.length} attributes hold URLs, not ${before.length}`;
    for (const [index, reference] of before.entries()) {
      const expected = moved(reference.attribute, reference.value, task);
      const { value } = after[index]!;
      const isJudged = reads === "attributes" || (isUrl(reference) && expected !== reference.value);
      if (isJudged && value !== expected) return `"${reference.value}" became "${value}", not "${expected}"`;
    }
    return undefined;
  }
}

interface Reference {
  readonly element: string;
  readonly attribute: string;
  /** Decoded. */
  readonly value: string;
}

/** All attributes that may hold a URL, on any element. */
async function references(page: Buffer): Promise<Reference[]> {
  const found: Reference[] = [];
  const parser = new SAXParser();
  parser.on("startTag", ({ tagName, attrs }) => {
    for (const { name, value } of attrs) {
      if (Object.hasOwn(URL_ATTRIBUTES, name)) found.push({ element: tagName, attribute: name, value });
    }
  });
  parser.resume().end(page.toString("latin1"));
  await once(parser, "end");
  return found;
}

/** Whether HTML defines the attribute as a URL. Engines that read everything look at the element and know more spellings. */
function isUrl({ element, attribute }: Reference): boolean {
  return URL_ATTRIBUTES[attribute]!.includes(element);
}

function nameOf(page: string, mount: string): string {
  return mount === "" ? page : `${page} at ${mount}/`;
}
