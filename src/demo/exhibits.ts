import { escapeMarkup } from "./markup.ts";
import { LEGACY } from "./names.ts";

/** One carrier of URLs, shown at work on the first page and compared, before and after, next to it. */
export interface Exhibit {
  readonly title: string;
  readonly text: string;
  /** HTML that uses it. */
  readonly live: string;
  /** The path whose response is compared. */
  readonly path: string;
  /** Which of its lines with an internal name are shown first. Default: all. */
  readonly about?: RegExp;
}

const FRAME = `<p>A page in a page, written in an attribute: <a href="${LEGACY}/catalogue" target="_top">the catalogue</a></p>`;
const SRCSET = `${LEGACY}/harbour-320.png 320w, ${LEGACY}/harbour-640.png 640w, ${LEGACY}/harbour-960.png 960w`;

/** By name, in the order of the page. */
export const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  links: {
    title: "Links",
    text: "Absolute, protocol-relative, in capitals, with character references: four forms of one address.",
    live: `<a href="${LEGACY}/catalogue">one</a>
<a href="//legacy.internal:8080/catalogue">two</a>
<a href="HTTP://Legacy.Internal:8080/catalogue">three</a>
<a href="http:&#x2F;&#x2F;legacy.internal&#58;8080/catalogue">four</a>`,
    path: "/",
    about: /">(?:two|three|four)</,
  },
  redirect: {
    title: "Redirects",
    text: "The Location field names the internal host.",
    live: `<a href="${LEGACY}/old-catalogue">Follow one</a>`,
    path: "/old-catalogue",
    about: /^Location:/,
  },
  refresh: {
    title: "Refresh",
    text: "A slow redirect, as in the old days.",
    live: `<a href="${LEGACY}/older-catalogue">Wait for one</a>`,
    path: "/older-catalogue",
    about: /"refresh"/,
  },
  cookies: {
    title: "Cookies",
    text: "Your browser would reject a cookie for the internal domain, and nobody could log in.",
    live: `<a href="${LEGACY}/account">Log in</a>, with any name`,
    path: "/login",
    about: /^Set-Cookie:/,
  },
  forms: {
    title: "Forms",
    text: "The form names the internal origin, and the application refuses any other Origin.",
    live: `<a href="${LEGACY}/guest-book">Sign the guest book</a>`,
    path: "/guest-book",
    about: /<form method/,
  },
  policy: {
    title: "Content-Security-Policy",
    text: "Every source is the internal origin. Unchanged, the policy would block this page.",
    live: "You can see this page.",
    path: "/catalogue",
    about: /^Content-Security-Policy:/,
  },
  stylesheet: {
    title: "Stylesheets",
    text: "The colours come from an @import, and the picture above is a background.",
    live: `<a href="${LEGACY}/style.css">Read it</a>`,
    path: "/style.css",
  },
  pictures: {
    title: "Pictures",
    text: "A srcset with several candidates, of which your browser takes one.",
    live: `<img src="${LEGACY}/harbour-320.png" srcset="${SRCSET}" sizes="320px" width="320" height="128" alt="A harbour at dusk">`,
    path: "/",
    about: /srcset=/,
  },
  drawing: {
    title: "SVG",
    text: "A drawing with a picture and a link inside.",
    live: `<object type="image/svg+xml" data="${LEGACY}/harbour.svg" width="96" height="96">A boat</object>`,
    path: "/harbour.svg",
  },
  frame: {
    title: "Frames",
    text: "A whole document in a srcdoc attribute, HTML inside HTML.",
    live: `<iframe title="A page in a page" srcdoc="${escapeMarkup(FRAME)}"></iframe>`,
    path: "/",
    about: /srcdoc=/,
  },
  script: {
    title: "Scripts",
    text: "The page's configuration, with escaped slashes, and what the script fetches with it.",
    live: `<ol id="books"></ol>\n<button id="more" type="button">More books</button>`,
    path: "/",
    about: /window\.harbour/,
  },
  json: {
    title: "JSON and Link",
    text: "The address of the next page, as the script above reads it.",
    live: `<a href="${LEGACY}/api/books?page=1">Read it</a>`,
    path: "/api/books?page=1",
    about: /next/,
  },
  events: {
    title: "Event stream",
    text: "A book arrives every two seconds. Nothing is held back on the way.",
    live: `<ul id="arrivals"></ul>`,
    path: "/arrivals",
  },
  socket: {
    title: "WebSocket",
    text: "The application refuses the handshake unless Origin is the internal one.",
    live: `<form id="echo"><input aria-label="Text" value="Ahoy" required> <button>Send</button><output>Connecting</output></form>`,
    path: "/",
    about: /window\.harbour/,
  },
  feed: {
    title: "Feed",
    text: "RSS, with HTML in CDATA and HTML with its markup escaped.",
    live: `<a href="${LEGACY}/feed.xml">Read it</a>`,
    path: "/feed.xml",
  },
  compressed: {
    title: "Compressed pages",
    text: "Decoded, rewritten and encoded again as they pass.",
    live: `<a href="${LEGACY}/report">Loans of twenty years</a>`,
    path: "/report",
    about: /<tr>/,
  },
};
