import type { Answer, Visit } from "../application.ts";
import { escapeMarkup } from "../markup.ts";
import { LEGACY } from "../names.ts";
import { BOOKS, type Book, bookUrl, findBooks } from "./books.ts";
import { page } from "./page.ts";

const API_PAGE = 4;

export function catalogue(): Answer {
  return page("Catalogue", `<h1>Catalogue</h1>\n${bookList(BOOKS)}`);
}

/** Links relative to a `<base>` that names the origin itself. */
export function book({ url }: Visit): Answer {
  const wanted = Number(url.searchParams.get("number"));
  const found = BOOKS.find(({ number }) => number === wanted);
  if (found === undefined) return { ...page("No such book", "<h1>No such book</h1>"), status: 404 };
  const article = `<h1>${found.title}</h1>
<p>${found.author}, ${found.year}</p>
<p><a href="catalogue">All books</a> · <a href="search?word=${encodeURIComponent(found.author)}">More of this author</a></p>`;
  return page(found.title, article, `<base href="${LEGACY}/">\n`);
}

export function search({ url }: Visit): Answer {
  const word = url.searchParams.get("word") ?? "";
  const found = findBooks(word);
  const article = `<h1>Search</h1>
<form action="${LEGACY}/search"><input type="search" name="word" aria-label="Word" value="${escapeMarkup(word)}"> <button>Search</button></form>
<p>${found.length} found</p>
${bookList(found)}`;
  return page("Search", article);
}

/** Four books at a time, with the page before and after in the body (`\/` for `/`) and in Link. */
export function booksApi({ url }: Visit): Answer {
  const last = Math.ceil(BOOKS.length / API_PAGE);
  const number = Math.min(Math.max(Number(url.searchParams.get("page")) || 1, 1), last);
  const next = `${LEGACY}/api/books?page=${(number % last) + 1}`;
  const items = BOOKS.slice((number - 1) * API_PAGE, number * API_PAGE);
  const body = { next, books: items.map((item) => ({ title: item.title, url: bookUrl(item) })) };
  return {
    type: "application/json",
    fields: { "Access-Control-Allow-Origin": LEGACY, Link: `<${next}>; rel="next"`, Vary: "Origin" },
    body: `${JSON.stringify(body, null, 1).replaceAll("/", "\\/")}\n`,
  };
}

/** RSS with HTML inside, once in CDATA and once escaped. */
export function feed(): Answer {
  const items = BOOKS.slice(0, 3).map(
    (item) => `<item>
<title>${item.title}</title>
<link>${bookUrl(item)}</link>
<guid isPermaLink="true">${bookUrl(item)}</guid>
<description><![CDATA[<a href="${bookUrl(item)}"><img src="${LEGACY}/harbour-320.png" alt=""></a>]]></description>
<comments>${LEGACY}/guest-book</comments>
</item>`,
  );
  const body = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0">
<channel>
<title>Harbour Library</title>
<link>${LEGACY}/</link>
<description>&lt;a href="${LEGACY}/catalogue"&gt;New books&lt;/a&gt;</description>
${items.join("\n")}
</channel>
</rss>
`;
  return { type: "application/rss+xml; charset=utf-8", body };
}

/** A long page that is always sent compressed. */
export function report(): Answer {
  const rows = Array.from({ length: 20 }, (_, year) =>
    BOOKS.map((item) => `<tr><td>${2026 - year}<td><a href="${bookUrl(item)}">${item.title}</a>`).join("\n"),
  );
  return { ...page("Loans", `<h1>Loans of twenty years</h1>\n<table>\n${rows.join("\n")}\n</table>`), gzip: true };
}

function bookList(books: readonly Book[]): string {
  const items = books.map(
    (item) => `<li><a href="${bookUrl(item)}">${item.title}</a> <small>${item.author}, ${item.year}</small>`,
  );
  return `<ol class="books">\n${items.join("\n")}\n</ol>`;
}
