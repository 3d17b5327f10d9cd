import { DOWNLOAD, FORM_FIELD, type KeptName } from "./kept-names.ts";
import type { Pages } from "./pages.ts";

/** What Fossil's user may read. */
export const REPOSITORY_PAGES: Pages = {
  home: (home) => `<base href="${home}home" />`,
  timeline: (home) => `The harbour, see ${home}doc/tip/README.md`,
  "timeline.rss": (home) => `<guid>${home}info/`,
  "doc/tip/README.md": (home) => `<img src="${home}doc/tip/harbour.png"`,
  "doc/tip/harbour.html": (home) => `<a href="${home}dir">Files</a>`,
  "dir?ci=tip": (home) => `<a href="${home}timeline">timeline</a>`,
  "vpatch?from=plan&to=door": (home) => `\n+${home}wiki?name=Tides\n`,
  "info/tip": (home) => `&quot;${home}info/tip&quot;`,
  "finfo?name=README.md": (home) => `The harbour, see ${home}doc/tip/README.md`,
  "file/harbour.c?ci=tip": (home) => `&quot;${home}info/tip&quot;`,
  "raw/harbour.c?ci=tip": (home) => `"${home}info/tip"`,
  "blame?filename=harbour.c&checkin=tip": (home) => `&quot;${home}info/tip&quot;`,
  "artifact/plan": () => "The\\sharbour",
  "wiki?name=Tides": (home) => `<a href="${home}doc/tip/README.md">README</a>`,
  "wikiedit?name=Tides": (home) => `<base href="${home}wikiedit" />`,
  "rptview?rn=1": () => "The door is stuck",
  tktnew: (home) => `<base href="${home}tktnew" />`,
  forum: (home) => `<base href="${home}forum" />`,
  "info/plan": (home) => `The harbour, see ${home}doc/tip/README.md`,
  "ci_edit?r=plan": () => "<textarea",
  setup_config: (home) => `<p>${home}home</p>`,
  setup_skin: (home) => `${home}draft1/timeline`,
  sitemap: (home) => `<base href="${home}sitemap" />`,
  "nowhere/": () => "Not Found",
};

/** What may stay of the internal name, and why. */
export const REPOSITORY_KEPT: readonly KeptName[] = [
  FORM_FIELD,
  DOWNLOAD,
  { what: /\\shttp:\/\/code\.internal:9400/g, why: "an artifact spells a space \\s: a letter stands before the name" },
];
