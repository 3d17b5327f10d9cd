import type { Answer } from "../application.ts";
import { COMPARISON, LEGACY } from "../names.ts";

/** Every source of the policy names the internal origin: a browser that got it unchanged would block the whole page. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `script-src ${LEGACY} 'unsafe-inline'`,
  `style-src ${LEGACY} 'unsafe-inline'`,
  `img-src ${LEGACY}`,
  `connect-src ${LEGACY} ${LEGACY.replace("http", "ws")} ${COMPARISON}`,
  `object-src ${LEGACY}`,
  `frame-src ${LEGACY}`,
  `form-action ${LEGACY}`,
  `base-uri ${LEGACY}`,
].join("; ");

/** The configuration of the page's script, in the way a PHP of its time would print it: `\/` for `/`. */
const SCRIPT_CONFIG = JSON.stringify({
  books: `${LEGACY}/api/books?page=1`,
  arrivals: `${LEGACY}/arrivals`,
  echo: `${LEGACY.replace("http", "ws")}/echo`,
}).replaceAll("/", "\\/");

/** A whole page of the application: the frame around one article. */
export function page(title: string, article: string, head = ""): Answer {
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Harbour Library</title>
${head}<link rel="stylesheet" href="${LEGACY}/style.css">
<link rel="icon" type="image/svg+xml" href="/harbour.svg">
<link rel="alternate" type="application/rss+xml" title="New books" href="${LEGACY}/feed.xml">
<script>window.harbour = ${SCRIPT_CONFIG};</script>
<script src="${LEGACY}/library.js" defer></script>
</head>
<body>
<header>
<a class="name" href="${LEGACY}/">Harbour Library</a>
<nav>
<a href="${LEGACY}/catalogue">Catalogue</a>
<a href="${LEGACY}/guest-book">Guest book</a>
<a href="${LEGACY}/account">Account</a>
<form action="${LEGACY}/search"><input type="search" name="word" placeholder="Search" aria-label="Search"></form>
</nav>
</header>
<main>
${article}
</main>
</body>
</html>
`;
  return { fields: { "Content-Security-Policy": CONTENT_SECURITY_POLICY }, body };
}
