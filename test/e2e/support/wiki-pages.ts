/** What the wiki believes it is called. */
export const WIKI = "http://wiki.internal:9200";

/** Page id → what its author wrote, with the internal name in every way that authors write it. */
export const WIKI_PAGES: Readonly<Record<string, string>> = {
  start: `====== Harbour ======
Welcome to the wiki of the harbour. See [[guide:links]], [[guide:pictures]], [[guide:code]], [[guide:tables]],
[[people:ada]], [[people:charles]], [[notes]], [[tides]] and the [[playground:playground|playground]].

===== Elsewhere =====
The same wiki by its whole name: ${WIKI}/doku.php?id=notes and [[${WIKI}/doku.php?id=tides|the tides]].
`,
  sidebar: `  * [[start]]\n  * [[notes]]\n  * [[${WIKI}/doku.php?id=people:ada|Ada]]\n`,
  "guide:links": `====== Links ======
  * An address in a sentence, ${WIKI}/doku.php?id=start#elsewhere, and in brackets [[${WIKI}/?id=start|start]]
  * A section [[start#elsewhere]], a page that is not there [[nowhere]], another wiki [[wp>Harbour]]
  * A neighbour on another port http://wiki.internal:9201/ and a longer name http://wiki.internal.example:9200/
  * Mail <harbour@example.com>((With a footnote: ${WIKI}/doku.php?id=notes))
`,
  "guide:pictures": `====== Pictures ======
{{:harbour.png?200|Small}} {{:harbour.png?nolink}} {{${WIKI}/lib/tpl/dokuwiki/images/logo.png|By its whole name}}

{{:harbour.png?linkonly|Only a link}} [[start|{{:harbour.png?50}}]]
`,
  "guide:code": `====== Code ======
<code javascript>
fetch("${WIKI}/lib/exe/ajax.php?call=linkwiz");
</code>
<file conf wiki.conf>
baseurl = ${WIKI}/
</file>
`,
  "guide:tables": `====== Tables ======
^ Place ^ Address ^
| Start | ${WIKI}/doku.php?id=start |
| Notes | [[notes]] |
`,
  "people:ada": "====== Ada ======\nFriend of [[people:charles]]. Wrote [[notes]].\n",
  "people:charles": "====== Charles ======\nFriend of [[people:ada]].\n",
  notes: `====== Notes ======
===== First =====
Written by [[people:ada]], see ${WIKI}/doku.php?id=people:ada.
===== Second =====
To be continued on the [[playground:playground]].
===== Third =====
The end.
`,
  tides: "====== Tides ======\nHigh at six, low at noon. Back to [[start]].\n",
  "playground:playground": "====== Playground ======\nTry it.\n",
};
