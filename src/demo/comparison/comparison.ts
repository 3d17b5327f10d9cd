import { type Answer, type Application, createApplication, type Visit } from "../application.ts";
import { EXHIBITS, type Exhibit } from "../exhibits.ts";
import { escapeMarkup, spellOut } from "../markup.ts";
import { COMPARISON, LEGACY } from "../names.ts";
import { comparePieces, type LinePair, type Piece, pairLines } from "./lines.ts";
import { fetchLines } from "./response.ts";

/** How many lines are shown beside an exhibit. */
const LINES = 3;
const INTERNAL_NAME = /\.internal/i;

/** The addresses of an application: direct, and through the proxy. */
export interface Addresses {
  readonly direct: string;
  readonly throughProxy: string;
}

/** A second application, which compares what the library sends with what the proxy delivers. */
export function createComparison(addresses: () => Addresses): Application {
  return createApplication(COMPARISON, {
    "GET /": (visit) => sideBySide(visit, addresses()),
    "GET /lines": (visit) => changedLines(visit, addresses()),
  });
}

async function changedLines(visit: Visit, addresses: Addresses): Promise<Answer> {
  const exhibit = exhibitOf(visit);
  if (exhibit === undefined) return NO_EXHIBIT;
  const pairs = (await compare(exhibit, addresses))
    .filter(({ sent }) => INTERNAL_NAME.test(sent) && (exhibit.about?.test(sent) ?? true))
    .slice(0, LINES);
  const items = pairs.map((pair) => {
    const { sent, received } = markup(pair);
    return `<dt>Sent<dd class="sent">${sent}\n<dt>Received<dd class="received">${received}`;
  });
  const fields = { "Access-Control-Allow-Origin": LEGACY, Vary: "Origin" };
  return { fields, body: `<dl class="comparison">\n${items.join("\n")}\n</dl>\n` };
}

async function sideBySide(visit: Visit, addresses: Addresses): Promise<Answer> {
  const exhibit = exhibitOf(visit);
  if (exhibit === undefined) return NO_EXHIBIT;
  const rows = (await compare(exhibit, addresses)).map((pair) => {
    const { sent, received } = markup(pair);
    return `<tr><td class="sent">${sent}<td class="received">${received}`;
  });
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${exhibit.title}, side by side</title>
<link rel="stylesheet" href="${LEGACY}/style.css">
<link rel="icon" href="${LEGACY}/harbour.svg">
</head>
<body>
<header><a class="name" href="${LEGACY}/">Harbour Library</a></header>
<main>
<h1>${exhibit.title}</h1>
<p><a href="${LEGACY}${escapeMarkup(exhibit.path)}">${escapeMarkup(exhibit.path)}</a>, requested twice: from the application itself, and through reorigin.</p>
<table class="side-by-side">
<tr><th>The application sent<th>You received
${rows.join("\n")}
</table>
</main>
</body>
</html>
`;
  return { body };
}

const NO_EXHIBIT: Answer = { status: 404, type: "text/plain; charset=utf-8", body: "No such exhibit\n" };

function exhibitOf({ url }: Visit): Exhibit | undefined {
  const name = url.searchParams.get("exhibit") ?? "";
  return Object.hasOwn(EXHIBITS, name) ? EXHIBITS[name] : undefined;
}

async function compare({ path }: Exhibit, { direct, throughProxy }: Addresses): Promise<LinePair[]> {
  const [sent, received] = await Promise.all([
    fetchLines(direct + path, new URL(LEGACY).host),
    fetchLines(throughProxy + path, new URL(throughProxy).host),
  ]);
  return pairLines(sent, received);
}

/** Both lines as HTML, with differences marked. */
function markup(pair: LinePair): LinePair {
  const { sent, received } = comparePieces(pair);
  return { sent: lineMarkup(sent), received: lineMarkup(received) };
}

function lineMarkup(pieces: readonly Piece[]): string {
  const marked = pieces.map(({ text, differs }) => (differs ? `<mark>${spellOut(text)}</mark>` : spellOut(text)));
  return `<code>${marked.join("")}</code>`;
}
