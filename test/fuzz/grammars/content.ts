import { MONSTERS } from "../../html/monsters.ts";
import type { Grammar } from "../mutator.ts";

/** The internal origin in every spelling, what only looks like it, and other references. */
const REFERENCES = [
  ...["http://legacy.internal:8080/x", "//legacy.internal:8080", "https://legacy.internal:8080/a/../b"],
  ...["legacy.internal", "http:\\/\\/legacy.internal:8080\\/x", "http%3A%2F%2Flegacy.internal%3A8080%2F"],
  ...["http:\\u002f\\u002flegacy.internal:8080", "http&#58;//legacy&period;internal:8080/"],
  ...["ht\ntp://legacy.internal:8080/", "http://legacy.internal:80801/", "ws://legacy.internal:8080"],
  ...["https://www.example.com/app/x", "/app/x", "/x", "../../x", "/", "?a=/x&b", "#x"],
  ...["http://u:p@legacy.internal:8080/"],
];
const CHARS = [
  ...["<", ">", '"', "'", "`", "\\", "/", "(", ")", "[", "]", "{", "}", ";", ":", ",", "=", "&", "#", "?"],
  ...["%", "*", "-", "!", ".", " ", "\n", "\r", "\t", "\f", "\0", "\xe9", "\xc3\xa9", "\xff", "0", "a"],
];

export const HTML: Grammar = {
  samples: [
    ...Object.values(MONSTERS).map((monster) => monster(300)),
    '<!doctype html><html><head><base href="/dir/"><title>x</title><link rel=stylesheet href="/a.css" integrity="sha256-x">',
    '<a href="http://legacy.internal:8080/x?u=http%3A%2F%2Flegacy.internal%3A8080" onclick="go(\'/x\')" style="background:url(/b)">x</a>',
    "<img srcset='/a 1x, /b 2x' src=/c><video poster=/d><source src='//legacy.internal:8080/e'></video><iframe srcdoc='<a href=/f>'>",
    "<script>a('http:\\/\\/legacy.internal:8080');</script><style>@import '/a';b{c:url(/d)}</style><textarea>/x</textarea>",
    '<svg><a xlink:href="/x"><style>a{b:url(/c)}</style><![CDATA[http://legacy.internal:8080]]></a></svg><math><mi href=/x></math>',
    '<meta http-equiv=refresh content="0;url=/x"><meta http-equiv=Content-Security-Policy content="img-src http://legacy.internal:8080">',
    "<!--[if IE]><a href=/x><![endif]--><form action=/x><input value='http://legacy.internal:8080'><template><a href=/y></template>",
  ],
  words: [
    ...REFERENCES,
    ...CHARS,
    ...["<a href=", "<script>", "</script>", "<!--", "-->", "<svg>", "</svg>", "<style>", "</style>"],
    ...["<textarea>", "<title>", "<base href=/y/>", "<![CDATA[", "]]>", "<plaintext>", "<noscript>"],
    ...["<template>", "<select>", "&amp;", "&quot;", "&#47;", "&#x", "url(", " srcset=", " style="],
    ...[' href="', " src='", ' content="', "/>", "</", "<?", "<!", "--!>", "javascript:"],
    ...["data:text/html,", "<math>", "<table>", "<br"],
  ],
};

export const CSS: Grammar = {
  samples: [
    '@charset "utf-8";@import url("/a.css") screen;@import "/b";@namespace "http://legacy.internal:8080";a{b:url(/c) url( "/d" )}',
    "@font-face{src:local(x),url(//legacy.internal:8080/f.woff) format('woff')}/* http://legacy.internal:8080 */a::after{content:'\\22 /x'}",
    'a{b:image-set("/x" 1x,url(/y) 2x);c:\\75rl(/z);d:src("/w");e:url(/\\66oo\\29)}@media{@import "/n";}',
  ],
  words: [
    ...REFERENCES,
    ...CHARS,
    ...["url(", "URL(", "@import ", "/*", "*/", "\\22 ", "\\a", "image-set(", "src(", "<!--", "-->"],
    ...["u\\72l("],
  ],
};

export const SCRIPT: Grammar = {
  samples: [
    "import a from '/x';const b=\"http://legacy.internal:8080/\";`b//legacy.internal:8080`;/http:\\/\\/legacy/.test(c)//# sourceMappingURL=/m.map",
    'var a={"b":"http:\\/\\/legacy.internal:8080\\/x","c":\'\\x2f\\x2flegacy.internal:8080\'};legacy.internal;new WebSocket("ws://legacy.internal:8080")',
  ],
  words: [...REFERENCES, ...CHARS, "\\x2f", "\\u{2f}", "//# sourceMappingURL=", "${", "/*", "*/", "\\\\\\/"],
};

export const JSON_GRAMMAR: Grammar = {
  samples: [
    '{"href":"http://legacy.internal:8080/x","_links":{"self":{"href":"/x"}},"a":["//legacy.internal:8080",1,true,null,{"url":"\\/y"}]}',
    '{"start_url":"/x","scope":"/","icons":[{"src":"/i.png"}],"imports":{"/a":"/b"},"sources":["/c"],"openapi":"3","servers":[{"url":"/d"}]}',
    '\x1e{"a":"\\u002fx"}\n{"b":"http:\\/\\/legacy.internal:8080"}\n[]',
  ],
  words: [
    ...REFERENCES,
    ...CHARS,
    ...['"href":', '":"', "\\u0022", "\\u002f", "\\ud800", "null", "1e999", "[[", '{"', "\x1e"],
  ],
};

export const XML: Grammar = {
  samples: [
    '<?xml version="1.0"?><?xml-stylesheet href="/s.xsl"?><rss><channel><link>http://legacy.internal:8080/</link><description>&lt;a href="/x"&gt;</description></channel></rss>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><link href="../../x"/><content type="html"><![CDATA[<a href="/y">]]></content></feed>',
    '<svg xmlns="http://www.w3.org/2000/svg"><a xlink:href="/x"/><style>a{b:url(/c)}</style><script>a("http://legacy.internal:8080")</script></svg>',
    '<D:multistatus xmlns:D="DAV:"><D:response><D:href>/x</D:href></D:response></D:multistatus>',
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><a href="/x">y</a></body></html>',
  ],
  words: [
    ...REFERENCES,
    ...CHARS,
    ...["<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<link>", "</link>", "<!DOCTYPE a [", "]>", "&amp;"],
    ...["&#47;", ' href="', ' xml:base="'],
  ],
};

export const LINES: Grammar = {
  samples: [
    '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="/k"\n/s.ts\nhttp://legacy.internal:8080/t.ts\n',
    "CACHE MANIFEST\n/x\nNETWORK:\n*\nFALLBACK:\n/ /y\n",
    "User-agent: *\nDisallow: /x\nSitemap: http://legacy.internal:8080/s.xml\n",
    'event: a\ndata: http://legacy.internal:8080/x\ndata: {"a":"/y"}\n\n',
    "[InternetShortcut]\nURL=http://legacy.internal:8080/x\n",
    "a=http%3A%2F%2Flegacy.internal%3A8080%2F&b=%2Fx&c=d",
  ],
  words: [...REFERENCES, ...CHARS, "\n", "\r\n", "data: ", 'URI="', "#EXT", "FALLBACK:", "&a="],
};

export const VALUES: Grammar = {
  samples: [
    "/a 1x, http://legacy.internal:8080/b 2x, /c,d 3w",
    "0; url='http://legacy.internal:8080/x'",
    '<http://legacy.internal:8080/x>; rel="next"; title="a,b", </y>; rel=prev; anchor="/z"',
    "a=b; Domain=legacy.internal; Path=/x; Secure; SameSite=None; __Host-",
    "default-src 'self' http://legacy.internal:8080 legacy.internal:8080; report-uri /r; script-src 'nonce-x' 'sha256-y'",
    '(<http://legacy.internal:8080/x> ["etag"] <urn:x>) (Not ["y"])',
    'Bearer realm="http://legacy.internal:8080/x", Digest domain="/a /b", Basic realm="c"',
    '{"group":"a","endpoints":[{"url":"/r"}]}',
    'for=1.2.3.4;host="legacy.internal:8080";proto=http, for="[::1]"',
    "url(/x) url('/y') //legacy.internal:8080 /z",
  ],
  words: [
    ...REFERENCES,
    ...CHARS,
    ...["; ", ", ", "url=", "Path=", "Domain=", "report-uri ", '="', "<", ">;", "1x", '\\"', "url("],
  ],
};
