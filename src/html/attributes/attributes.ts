import type { StartTag } from "../start-tag.ts";
import { animatedValue } from "./animation.ts";
import type { AttributeKind } from "./attribute-kind.ts";
import { LAZY_BACKGROUNDS, lazyBackground } from "./lazy-background.ts";
import { metaContent } from "./meta.ts";
import { paramValue } from "./param.ts";

/** A kind, or a function of the tag where other attributes decide. */
export type AttributeRule = AttributeKind | ((tag: StartTag) => AttributeKind);

/** Attribute names and elements, in lower case and separated by spaces. */
export type AttributeRow = readonly [names: string, rule: AttributeRule, elements: string];

/** Any element. */
export const ANY = "*";

const SVG_LINKS =
  "a altglyph animate animatecolor animatemotion animatetransform color-profile cursor discard feimage filter " +
  "font-face-uri glyphref image lineargradient mpath pattern radialgradient script set textpath tref use";
const MATHML =
  "annotation annotation-xml maction math menclose merror mfenced mfrac mglyph mi mmultiscripts mn mo mover mpadded " +
  "mphantom mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics";
const VML_SHAPES = "v:arc v:curve v:group v:image v:line v:oval v:polyline v:rect v:roundrect v:shape v:shapetype";
const INTERCOOLER = [
  ...["ic-append-from", "ic-delete-from", "ic-get-from", "ic-patch-to", "ic-post-to", "ic-prepend-from", "ic-put-to"],
  "ic-src",
];
const HTMX = ["hx-delete", "hx-get", "hx-patch", "hx-post", "hx-push-url", "hx-put", "hx-replace-url"];

/**
 * Every attribute that carries URLs, its kind, and its elements, in any namespace. The first matching row counts, so rows
 * for {@link ANY} element come after more specific ones. In attributes without a row, only literal names move.
 *
 * Sources: the WHATWG HTML standard's attribute index (https://html.spec.whatwg.org/#attributes-3), HTML 4.01's index of
 * attributes, SVG 2, MathML 3, RDFa 1.1, htmx, Intercooler, Turbo, Unpoly, Office, Internet Explorer, lazy loaders.
 */
const ROWS: readonly AttributeRow[] = [
  ["href", "base", "base"],
  ["href", "url", `area link ${SVG_LINKS} ${MATHML} ${VML_SHAPES}`],
  ["href", "url-if-named", ANY],
  ["xlink:href", "url", ANY],
  ["src", "url", "audio bgsound embed frame iframe ilayer image img input isindex layer script source track video xml"],
  ["src", "url", "annotation annotation-xml mglyph v:fill v:image v:imagedata v:stroke"],
  ["src", "url", "turbo-frame turbo-stream-source"],
  ["src", "url-if-named", ANY],
  ["srcset", "srcset", ANY],
  ["imagesrcset", "srcset", "link"],
  ["poster", "url", "audio video"],
  ["data", "url", "object"],
  ["action", "url", "form isindex"],
  ["formaction", "url", "button input submit textarea"],
  ["cite", "url", "blockquote body del ins q table"],
  ["ping", "url-list", "a area"],
  ["attributionsrc", "url-list", "a area img script"],
  ["srcdoc", "html", "iframe"],
  ["style", "declarations", ANY],
  ["content", metaContent, "meta"],
  ["integrity", "integrity", "link script"],
  ["allow", "origin-list", "iframe"],
  ["csp", "csp", "iframe"],
  ["value", "form-value", "button input option"],
  ["name", "form-value", "button input select textarea"],
  ["pattern", "form-value", "input"],

  // HTML 4.01 and older
  ["background", "url", ANY],
  ["longdesc", "url", "frame iframe img"],
  ["lowsrc dynsrc", "url", "img input"],
  ["usemap", "url", "img input object"],
  ["classid", "url", "applet object"],
  ["codebase", "url", "applet embed object"],
  ["archive", "url-list", "object"],
  ["archive", "url-comma-list", "applet"],
  ["code", "url-if-named", "applet embed"],
  ["object", "url-if-named", "applet"],
  ["value", paramValue, "param"],
  ["pluginspage pluginurl", "url", "embed"],
  ["profile", "url-list", "head"],
  ["manifest", "url", "html"],
  ["icon", "url", "command menuitem"],
  ["url", "url", "meta"],

  // Office and Internet Explorer
  ["filterlink o:althref o:href o:webquerysourcehref usermapborderimage", "url", ANY],
  ["datasrc dataurl", "url-if-named", ANY],

  // SVG and MathML
  ["clip-path cursor fill filter marker marker-end marker-mid marker-start mask stroke", "declarations", ANY],
  ["by from to", animatedValue, "animate set"],
  ["values", "declarations", "animate"],
  ["altimg", "url", "math"],
  ["xml:base", "url", ANY],

  // Scripts
  ["action-xhr verify-xhr", "url", "form"],
  ["data-bgset data-lazy-srcset data-srcset", "srcset", ANY],
  ...LAZY_BACKGROUNDS.map((name) => [name, lazyBackground(name), ANY] as const),
  [[...HTMX, ...INTERCOOLER].join(" "), "url", ANY],
  [[...HTMX, ...INTERCOOLER].map((name) => `data-${name}`).join(" "), "url", ANY],
  ["up-href up-source", "url", ANY],

  // Names
  ["itemid itemprop itemtype", "identifier", ANY],
  ["about datatype prefix property rel resource rev typeof vocab", "identifier", ANY],
  ["cdgroup definitionurl requiredextensions requiredfeatures", "identifier", ANY],
  ["xlink:arcrole xlink:role xsi:nonamespaceschemalocation xsi:schemalocation", "identifier", ANY],
  ["crossorigin download formtarget nonce target", "opaque", ANY],
];

const RULES: ReadonlyMap<string, ReadonlyMap<string, AttributeRule>> = byName();

/**
 * The kind of an attribute, or the function that decides it.
 *
 * @param name lower case
 * @param element lower case
 */
export function attributeRule(name: string, element: string): AttributeRule {
  const rules = RULES.get(name);
  const rule = rules?.get(element) ?? rules?.get(ANY);
  if (rule !== undefined) return rule;
  if (name.startsWith("on") && !name.startsWith("on-")) return "script";
  if (name.startsWith("xmlns")) return "opaque";
  return "text";
}

/** All rows, in order. */
export function attributeRows(): readonly AttributeRow[] {
  return ROWS;
}

function byName(): Map<string, Map<string, AttributeRule>> {
  const byAttribute = new Map<string, Map<string, AttributeRule>>();
  for (const [names, rule, elements] of ROWS) {
    for (const name of names.split(" ")) {
      const rules = byAttribute.get(name) ?? new Map<string, AttributeRule>();
      for (const element of elements.split(" ")) if (!rules.has(element)) rules.set(element, rule);
      byAttribute.set(name, rules);
    }
  }
  return byAttribute;
}
