import { LeakFinder } from "../../../src/literal/leaks.ts";
import { UrlMap } from "../../../src/url/map.ts";

/** What is left of an internal name, with the text around it. */
export interface Leak {
  readonly where: string;
  readonly context: string;
}

const CONTEXT_CHARS = 60;

/**
 * Every place where a text names an internal host, in whatever form it is written; neither a longer name
 * (`wiki.internal.example`) nor another port of the host is one. As `reorigin explain --fail-on-leak` looks for them.
 */
export function findInternalName(text: string, origin: string, where: string): Leak[] {
  const map = new UrlMap([{ internal: origin, public: "http://public.invalid/" }]);
  return new LeakFinder(map).find(text).map(({ start, end }) => ({
    where,
    context: text.slice(Math.max(start - CONTEXT_CHARS, 0), end + CONTEXT_CHARS),
  }));
}
