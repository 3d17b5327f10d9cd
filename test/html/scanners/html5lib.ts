import { existsSync, readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../../../shared/cases/html5lib-tokenizer/", import.meta.url);

interface Html5libTest {
  input: string;
  initialStates?: string[];
  lastStartTag?: string;
  doubleEscaped?: boolean;
}

/** Start tags that lead to the states which the vectors begin in. */
const PREFIXES: Readonly<Record<string, (lastStartTag: string | undefined) => string>> = {
  "Data state": () => "",
  "RCDATA state": (tag) => `<${tag === "title" ? tag : "textarea"}>`,
  "RAWTEXT state": (tag) => `<${tag === "style" ? tag : "xmp"}>`,
  "Script data state": () => "<script>",
  "PLAINTEXT state": () => "<plaintext>",
  "CDATA section state": () => "<svg><![CDATA[",
};

/** The documents of html5lib's tokenizer vectors as latin1 views of UTF-8; undefined where they are not at hand. */
export function html5libDocuments(): ReadonlySet<string> | undefined {
  if (!existsSync(FOLDER)) return undefined;
  return new Set(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(".test"))
      .flatMap((file) => documentsOf(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")))),
  );
}

function documentsOf({ tests = [] }: { tests?: Html5libTest[] }): string[] {
  return tests.flatMap(({ input, initialStates = ["Data state"], lastStartTag, doubleEscaped = false }) => {
    const text: string = doubleEscaped ? JSON.parse(`"${input.replaceAll('"', '\\"')}"`) : input;
    const bytes = Buffer.from(text).toString("latin1");
    return initialStates.map((state) => PREFIXES[state]!(lastStartTag) + bytes);
  });
}
