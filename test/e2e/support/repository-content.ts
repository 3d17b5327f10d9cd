import { harbourPng } from "../../../src/demo/library/pictures.ts";

/** What the repository believes it is called. */
export const REPOSITORY = "http://code.internal:9400";

/** Versions of the files, one after the other. */
export const CHECK_INS = [
  {
    tag: "plan",
    comment: `The harbour, see ${REPOSITORY}/doc/tip/README.md`,
    files: {
      "README.md": `# Harbour

The [timeline](${REPOSITORY}/timeline), [the tides](/wiki?name=Tides) and [a neighbour](http://code.internal:9401/).
The address is ${REPOSITORY}/home in full.

![A picture](${REPOSITORY}/doc/tip/harbour.png)
`,
      "harbour.html": `<div class="fossil-doc" data-title="Plan"><a href="${REPOSITORY}/dir">Files</a></div>\n`,
      "harbour.png": harbourPng(320),
    },
  },
  {
    tag: "door",
    comment: "A door in the wall",
    files: { "harbour.c": `/*\n${REPOSITORY}/wiki?name=Tides\n*/\n#define DOOR "${REPOSITORY}/info/tip"\n` },
  },
] as const;

/** Name → what its author wrote, in Markdown. */
export const WIKI_PAGES: Readonly<Record<string, string>> = {
  Tides: `High at six, low at noon: [README](${REPOSITORY}/doc/tip/README.md), ${REPOSITORY}/ticket, [](/timeline).\n`,
  Boats: "None yet.\n",
};

export const TICKET = { title: "The door is stuck", comment: `Since ${REPOSITORY}/info/tip it is.` } as const;
