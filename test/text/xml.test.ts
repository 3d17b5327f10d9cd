import { XmlRewriter } from "../../src/text/xml/rewriter.ts";
import { type Case, INTERNAL, PUBLIC, testCases } from "./harness.ts";

const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const XHTML = 'xmlns="http://www.w3.org/1999/xhtml"';

const NAMES: Case[] = [
  {
    name: "names move in text, comments, CDATA sections and attributes of unknown vocabularies",
    input: `<a b="${INTERNAL}/1">${INTERNAL}/2<!-- ${INTERNAL}/3 --><![CDATA[${INTERNAL}/4]]></a>`,
    expected: `<a b="${PUBLIC}/1">${PUBLIC}/2<!-- ${PUBLIC}/3 --><![CDATA[${PUBLIC}/4]]></a>`,
  },
  {
    name: "a root-relative path in an unknown vocabulary stays",
    input: '<a href="/x"><link>/y</link></a>',
  },
  {
    name: "without the option `text` plain text stays, URLs move",
    options: { text: false },
    input: `<rss><title>${INTERNAL}/</title><link>${INTERNAL}/x</link><!-- ${INTERNAL} --></rss>`,
    expected: `<rss><title>${INTERNAL}/</title><link>${PUBLIC}/x</link><!-- ${INTERNAL} --></rss>`,
  },
  {
    name: "namespaces and document types stay",
    input:
      `<!DOCTYPE a PUBLIC "${INTERNAL}/id" "${INTERNAL}/a.dtd" [<!ENTITY e SYSTEM "${INTERNAL}/e">]>` +
      `<a xmlns="${INTERNAL}/ns" xmlns:b="${INTERNAL}/ns/b" xsi:schemaLocation="${INTERNAL}/ns ${INTERNAL}/a.xsd"/>`,
  },
  {
    name: "processing instructions stay, except for stylesheets before the document element",
    input: `<?pi ${INTERNAL}?><?xml-stylesheet type="text/xsl" href='/s.xsl?a&amp;b'?>\n<a><?xml-stylesheet href="/x"?></a>`,
    expected: `<?pi ${INTERNAL}?><?xml-stylesheet type="text/xsl" href='/app/s.xsl?a&amp;b'?>\n<a><?xml-stylesheet href="/x"?></a>`,
  },
  {
    name: "a stylesheet in a comment is a comment",
    input: '<!-- <?xml-stylesheet href="/x"?> --><?xml-stylesheet href="/y"?><a/>',
    expected: '<!-- <?xml-stylesheet href="/x"?> --><?xml-stylesheet href="/app/y"?><a/>',
  },
  {
    name: "character references in attributes are read",
    input: `<feed ${ATOM}><link href="http:&#x2F;&#47;legacy&#46;internal:8080/a?b&amp;c"/></feed>`,
    expected: `<feed ${ATOM}><link href="https:&#x2F;&#47;www.example.com/app/a?b&amp;c"/></feed>`,
  },
];

const CONTENT: Case[] = [
  {
    name: "text is read over character references",
    input: "<urlset><loc>http:&#47;&#x2f;legacy.internal&#58;8080/a?b&amp;c</loc></urlset>",
    expected: "<urlset><loc>https:&#47;&#x2f;www.example.com&#x2f;app/a?b&amp;c</loc></urlset>",
  },
  {
    name: "text is read with white space around it",
    input: "<urlset><loc>\n  /a\n</loc></urlset>",
    expected: "<urlset><loc>\n  /app/a\n</loc></urlset>",
  },
  {
    name: "a CDATA section is text",
    input: "<rss><link><![CDATA[/a?b&c]]></link></rss>",
    expected: "<rss><link><![CDATA[/app/a?b&c]]></link></rss>",
  },
  {
    name: "a URL that goes over the mark of a CDATA section leaves the mark",
    input: "<rss><link>http://legacy<![CDATA[.internal]]><![CDATA[:8080/x]]>?y</link></rss>",
    expected: `<rss><link>${PUBLIC}<![CDATA[]]><![CDATA[/x]]>?y</link></rss>`,
  },
  {
    name: "a comment inside a URL stays",
    input: "<rss><link>http://legacy<!-- / -->.internal:8080/x</link></rss>",
    expected: `<rss><link>${PUBLIC}<!-- / -->/x</link></rss>`,
  },
  {
    name: "text beside child elements is no URL",
    input: `<rss><link>/x<b/>/y ${INTERNAL}</link></rss>`,
    expected: `<rss><link>/x<b/>/y ${PUBLIC}</link></rss>`,
  },
  {
    name: "escaped HTML keeps its escapes",
    input: `<rss><description>&lt;a title='&amp;#233;' href=&quot;/x&quot;&gt;${INTERNAL}&lt;/a&gt; &#38;amp;</description></rss>`,
    expected: `<rss><description>&lt;a title='&amp;#233;' href=&quot;/app/x&quot;&gt;${PUBLIC}&lt;/a&gt; &#38;amp;</description></rss>`,
  },
  {
    name: "HTML in a CDATA section, cut by the end of a CDATA section",
    input: '<rss><content:encoded><![CDATA[<img src="/a"><b>]]]]><![CDATA[><a href="/b">]]></content:encoded></rss>',
    expected:
      '<rss><content:encoded><![CDATA[<img src="/app/a"><b>]]]]><![CDATA[><a href="/app/b">]]></content:encoded></rss>',
  },
  {
    name: "an identifier stays unless it is asked for",
    input: `<rss><guid isPermaLink="false">${INTERNAL}/?p=1</guid><guid>${INTERNAL}/?p=2</guid></rss>`,
    expected: `<rss><guid isPermaLink="false">${INTERNAL}/?p=1</guid><guid>${PUBLIC}/?p=2</guid></rss>`,
  },
  {
    name: "an identifier moves when it is asked for",
    options: { identifiers: true },
    input: `<feed ${ATOM}><id>${INTERNAL}/?p=1</id><category scheme="${INTERNAL}/t"/></feed>`,
    expected: `<feed ${ATOM}><id>${PUBLIC}/?p=1</id><category scheme="${PUBLIC}/t"/></feed>`,
  },
  {
    name: "a text construct is what its type says",
    input: `<feed ${ATOM}><title>&lt;a href="/x"&gt;</title><summary type="html">&lt;a href="/x"&gt;</summary></feed>`,
    expected: `<feed ${ATOM}><title>&lt;a href="/x"&gt;</title><summary type="html">&lt;a href="/app/x"&gt;</summary></feed>`,
  },
  {
    name: "a text construct of type xhtml holds elements",
    input: `<feed ${ATOM}><content type="xhtml"><div ${XHTML}><a href="/x"><img src="/y"/></a></div></content></feed>`,
    expected: `<feed ${ATOM}><content type="xhtml"><div ${XHTML}><a href="/app/x"><img src="/app/y"/></a></div></content></feed>`,
  },
  {
    name: "scripts stay when they are not asked for",
    options: { scripts: false },
    input: `<partial-response><eval>f("${INTERNAL}/")</eval><redirect url="/x"/></partial-response>`,
    expected: `<partial-response><eval>f("${INTERNAL}/")</eval><redirect url="/app/x"/></partial-response>`,
  },
  {
    name: "a name that stays does so between child elements, too",
    input: `<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">${INTERNAL}<b/>${INTERNAL}</a:Action>`,
  },
];

const NAMESPACES: Case[] = [
  {
    name: "any prefix can be declared, after the attribute that has it",
    input: '<q l:href="/x" xmlns:l="http://www.w3.org/1999/xlink"/>',
    expected: '<q l:href="/app/x" xmlns:l="http://www.w3.org/1999/xlink"/>',
  },
  {
    name: "a declaration ends with its element",
    input: `<r><feed ${ATOM}><link href="/x"/></feed><link href="/x"/></r>`,
    expected: `<r><feed ${ATOM}><link href="/app/x"/></feed><link href="/x"/></r>`,
  },
  {
    name: "an inner declaration hides an outer one",
    input: `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><q xmlns:a="urn:other"><a:link href="/x"/></q></a:feed>`,
  },
  {
    name: "an undeclared prefix means what it usually does",
    input: '<rss><atom:link href="/x"/><unknown:link href="/x"/></rss>',
    expected: '<rss><atom:link href="/app/x"/><unknown:link href="/x"/></rss>',
  },
  {
    name: "the document element tells what names without a namespace are",
    input: "<urlset><url><loc>/x</loc></url></urlset>",
    expected: "<urlset><url><loc>/app/x</loc></url></urlset>",
  },
  {
    name: "names are compared without regard to case",
    input: '<ASX VERSION="3.0"><ENTRY><REF HREF="/x"/></ENTRY></ASX>',
    expected: '<ASX VERSION="3.0"><ENTRY><REF HREF="/app/x"/></ENTRY></ASX>',
  },
  {
    name: "https is no other namespace",
    input: '<urlset xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"><loc>/x</loc></urlset>',
    expected: '<urlset xmlns="https://www.sitemaps.org/schemas/sitemap/0.9"><loc>/app/x</loc></urlset>',
  },
  {
    name: "WebDAV answers keep to their mount",
    input: '<D:multistatus xmlns:D="DAV:"><D:response><D:href>/dav/a%20b/</D:href></D:response></D:multistatus>',
    expected: '<D:multistatus xmlns:D="DAV:"><D:response><D:href>/app/dav/a%20b/</D:href></D:response></D:multistatus>',
  },
];

const BASES: Case[] = [
  {
    name: "a foreign xml:base makes references foreign until its element ends",
    input: `<feed ${ATOM}><entry xml:base="http://other.example/"><link href="/x"/></entry><link href="/x"/></feed>`,
    expected: `<feed ${ATOM}><entry xml:base="http://other.example/"><link href="/x"/></entry><link href="/app/x"/></feed>`,
  },
  {
    name: "xml:base moves and holds for its own element",
    input: `<feed ${ATOM} xml:base="http://other.example/"><link xml:base="${INTERNAL}/a/" href="/x"/></feed>`,
    expected: `<feed ${ATOM} xml:base="http://other.example/"><link xml:base="${PUBLIC}/a/" href="/app/x"/></feed>`,
  },
  {
    name: "the codebase of JNLP is a base",
    input: '<jnlp codebase="http://other.example/"><jar href="/x.jar"/></jnlp>',
  },
];

const MARKUP: Case[] = [
  {
    name: "XHTML is read by the table of HTML",
    input:
      `<html ${XHTML}><head><base href="${INTERNAL}/b/"/><meta http-equiv="refresh" content="1;url=/x"/></head>` +
      '<body onload="go(\'http://legacy.internal:8080/y\')"><img srcset="/a 1x, /b 2x"/></body></html>',
    expected:
      `<html ${XHTML}><head><base href="${PUBLIC}/b/"/><meta http-equiv="refresh" content="1;url=/app/x"/></head>` +
      '<body onload="go(\'https://www.example.com/app/y\')"><img srcset="/app/a 1x, /app/b 2x"/></body></html>',
  },
  {
    name: "scripts and stylesheets in XHTML and SVG",
    input: `<svg><style><![CDATA[a{fill:url(/x)}]]></style><script>f("${INTERNAL}/y")</script></svg>`,
    expected: `<svg><style><![CDATA[a{fill:url(/app/x)}]]></style><script>f("${PUBLIC}/y")</script></svg>`,
  },
  {
    name: "elements of HTML in other documents",
    input: `<urlset><h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="alternate" href="/de"/></urlset>`,
    expected: `<urlset><h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="alternate" href="/app/de"/></urlset>`,
  },
];

const SIGNED: Case[] = [
  {
    name: "from a signature on the document stays",
    input:
      '<md:EntityDescriptor><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>' +
      `<md:SingleSignOnService Location="${INTERNAL}/sso"/>${INTERNAL}<!-- ${INTERNAL} --></md:EntityDescriptor>`,
  },
  {
    name: "SAML metadata without a signature",
    input: `<md:EntityDescriptor entityID="${INTERNAL}/saml"><md:SingleSignOnService Location="${INTERNAL}/sso"/></md:EntityDescriptor>`,
    expected: `<md:EntityDescriptor entityID="${INTERNAL}/saml"><md:SingleSignOnService Location="${PUBLIC}/sso"/></md:EntityDescriptor>`,
  },
];

const MALFORMED: Case[] = [
  "",
  "<",
  "no markup at all",
  '<rss><link href="/x',
  "<rss><link>/x",
  "<rss><link>/x</link",
  "</rss></rss><rss></b></b><link>",
  "<rss><link>/x<!-- ",
  "<rss><link><![CDATA[/x",
  "<rss><link><![CDATA[/x]",
  "<?xml-stylesheet href='/x'",
  "<!DOCTYPE a [",
  "<!",
  "<a b=c d = 'e' f",
  "<a b b=\"1\" =c></a x='>'>",
  "&#x110000; &#99999999; &unknown; & &;",
  "<rss><link>&#x110000;&#xD800;&unknown;</link></rss>",
  "<\u00e9 \u00e9='\u00ff'>\u0000</\u00e9>",
].map((input) => ({ name: `malformed: ${JSON.stringify(input)}`, input }));

const LONG: Case[] = [
  {
    name: "a text that is longer than what may be held back is searched for names",
    pendingTokenBytes: 32,
    input: `<rss><link>${INTERNAL}/12345</link><link>/x?12345678901234567890123456789012 ${INTERNAL}</link></rss>`,
    expected: `<rss><link>${PUBLIC}/12345</link><link>/x?12345678901234567890123456789012 ${PUBLIC}</link></rss>`,
  },
  {
    name: "a long CDATA section and a long comment are searched for names",
    pendingTokenBytes: 32,
    input: `<rss><link><![CDATA[/x ${INTERNAL}/1 ${INTERNAL}/2]]></link><!-- ${INTERNAL}/1 ${INTERNAL}/2 --></rss>`,
    expected: `<rss><link><![CDATA[/x ${PUBLIC}/1 ${PUBLIC}/2]]></link><!-- ${PUBLIC}/1 ${PUBLIC}/2 --></rss>`,
  },
  {
    name: "a long comment inside a text makes it long",
    pendingTokenBytes: 32,
    input: `<rss><link>/x<!-- 1234567890 1234567890 1234567890 --></link><link>/y</link></rss>`,
    expected: `<rss><link>/x<!-- 1234567890 1234567890 1234567890 --></link><link>/app/y</link></rss>`,
  },
  {
    name: "a long processing instruction inside a text makes it long",
    pendingTokenBytes: 32,
    input: "<rss><link>/x<?pi 1234567890 1234567890 1234567890 ?></link><link>/y</link></rss>",
    expected: "<rss><link>/x<?pi 1234567890 1234567890 1234567890 ?></link><link>/app/y</link></rss>",
  },
  {
    name: "a long tag passes, and what comes after it is rewritten",
    pendingTokenBytes: 32,
    input: `<rss><enclosure url="${INTERNAL}/12345678901234567890"/><link>/x</link><link>/y</link            \n             ></rss>`,
    expected: `<rss><enclosure url="${INTERNAL}/12345678901234567890"/><link>/app/x</link><link>/y</link            \n             ></rss>`,
  },
];

const GROUPS = [NAMES, CONTENT, NAMESPACES, BASES, MARKUP, SIGNED, MALFORMED, LONG];
testCases(GROUPS.flat(), (context) => new XmlRewriter(context));
