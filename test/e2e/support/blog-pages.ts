import { DOWNLOAD, FORM_FIELD, type KeptName } from "./kept-names.ts";
import type { Pages } from "./pages.ts";

const inJson = (text: string) => text.replaceAll("/", String.raw`\/`);
const logInAgain = (home: string) => `data-src="${home}wp-login.php?interim-login=1`;

/** What everybody may read. */
export const PUBLIC_PAGES: Pages = {
  "": (home) => `<a href="${home}2024/05/sounds/">Sounds</a>`,
  "2024/05/low-tide/": (home) => `<a href="${home}2024/05/high-tide/">High tide</a>`,
  "2024/05/high-tide/": (home) => `src="${home}2024/05/low-tide/embed/#?secret=`,
  "2024/05/pictures/": (home) => `<a href='${home}wp-content/uploads/2024/05/quay.png'>`,
  "2024/05/sounds/": (home) => `onclick="location.href='${home}about/'"`,
  "2024/05/low-tide/embed/": (home) => `<a href="${home}2024/05/low-tide/" target="_top">`,
  "about/": (home) => `We are at <a href="${home}">${home}</a>`,
  "category/tides/": (home) => `href="${home}category/tides/feed/"`,
  "?s=tide": (home) => `href="${home}search/tide/feed/rss2/"`,
  "?p=1": (home) => `<link rel="canonical" href="${home}`,
  "nowhere/": (home) => `action="${home}"`,
  "feed/": (home) => `<link>${home}2024/05/low-tide/</link>`,
  "feed/atom/": (home) => `href="${home}feed/atom/"`,
  "feed/rdf/": (home) => `<link>${home}2024/05/low-tide/</link>`,
  "feed/rss/": (home) => `<link>${home}2024/05/low-tide/</link>`,
  "comments/feed/": (home) => `<atom:link href="${home}comments/feed/" rel="self"`,
  "comments/feed/atom/": (home) => `xml:base="${home}2024/05/low-tide/#comment-2"`,
  "2024/05/low-tide/feed/": (home) => `<link>${home}2024/05/low-tide/</link>`,
  "wp-json/": (home) => `"url":"${inJson(home.slice(0, -1))}"`,
  "wp-json/wp/v2/posts?_embed": (home) => `"link":"${inJson(`${home}2024/05/low-tide/`)}"`,
  "wp-json/wp/v2/media": (home) => `"source_url":"${inJson(`${home}wp-content/uploads/2024/05/quay.png`)}"`,
  "wp-json/wp/v2/search?search=tide": (home) => `"url":"${inJson(`${home}2024/05/low-tide/`)}"`,
  "wp-sitemap.xml": (home) => `<loc>${home}wp-sitemap-posts-post-1.xml</loc>`,
  "wp-sitemap-posts-post-1.xml": (home) => `<loc>${home}2024/05/low-tide/</loc>`,
  "wp-sitemap.xsl": () => "<xsl:stylesheet",
  "robots.txt": (home) => `Sitemap: ${home}wp-sitemap.xml`,
  "xmlrpc.php?rsd": (home) => `apiLink="${home}xmlrpc.php"`,
  "wp-includes/wlwmanifest.xml": () => "<manifest",
  "wp-login.php": (home) => `action="${home}wp-login.php"`,
  "wp-login.php?action=lostpassword": (home) => `action="${home}wp-login.php?action=lostpassword"`,
};

/** What only the author may read. */
export const AUTHOR_PAGES: Pages = {
  "wp-admin/": (home) => `{"root":"${inJson(`${home}wp-json/`)}"`,
  "wp-admin/upload.php?mode=grid": (home) => `"oEmbedProxyUrl":"${inJson(`${home}wp-json/oembed/1.0/proxy`)}"`,
  "wp-admin/upload.php?mode=list": (home) => `data-clipboard-text="${home}wp-content/uploads/2024/05/boat.png"`,
  "wp-admin/media-new.php": (home) => `"url":"${inJson(`${home}wp-admin/async-upload.php`)}"`,
  "wp-admin/post-new.php": (home) => `wp.apiFetch.createRootURLMiddleware( "${home}wp-json/" )`,
  "wp-admin/post.php?post=7&action=edit": (home) => inJson(`<a href=\\"${home}2024/05/high-tide/\\">`),
  "wp-admin/edit.php": (home) => `<a href="${home}2024/05/low-tide/" rel="bookmark"`,
  "wp-admin/edit-comments.php": (home) => `<a href="${home}2024/05/pictures/"`,
  "wp-admin/comment.php?action=editcomment&c=2": (home) => `<a href="${home}2024/05/low-tide/#comment-2">`,
  "wp-admin/edit-tags.php?taxonomy=category": (home) => `<a href="${home}category/pictures/"`,
  "wp-admin/customize.php": (home) => `"preview":"${inJson(home)}"`,
  "wp-admin/themes.php": (home) => `"installURI":"${inJson(`${home}wp-admin/theme-install.php`)}"`,
  "wp-admin/theme-editor.php": (home) => `href="${home}wp-admin/theme-editor.php?`,
  "wp-admin/widgets.php": (home) => `wp.apiFetch.createRootURLMiddleware( "${home}wp-json/" )`,
  "wp-admin/nav-menus.php": (home) => `<a href="${home}wp-admin/widgets.php">`,
  "wp-admin/users.php": (home) => `<a href="${home}author/ada/"`,
  "wp-admin/profile.php": logInAgain,
  "wp-admin/options-general.php": logInAgain,
  "wp-admin/options-permalink.php": (home) => `<code id="permalink-plain">${home}?p=123</code>`,
  "wp-admin/site-health.php?tab=debug": (home) => `<td>WP_HOME</td><td>${home.slice(0, -1)}</td>`,
  "wp-admin/export.php?download=true&content=all": () => "<wp:base_site_url>",
};

/** What may stay of the internal name, and why. */
export const BLOG_KEPT: readonly KeptName[] = [
  FORM_FIELD,
  DOWNLOAD,
  {
    what: /<(?:guid isPermaLink="false"|id)>[^<]*<|\b(?:scheme|ref|rdf:about|rdf:resource)="[^"]*"/g,
    why: "an identifier in a feed: readers know by it what they have seen",
    movedBy: "identifiers",
  },
  { what: /\b\w+@blog\.internal\b/g, why: "an e-mail address is no URL" },
];
