import type { AttributeKind } from "./attribute-kind.ts";
import { metaContent } from "./meta.ts";
import { paramValue } from "./param.ts";
import type { StartTag } from "./start-tag.ts";

/** Where the other attributes decide, a function that looks at them. */
export type AttributeRule = AttributeKind | ((tag: StartTag) => AttributeKind);

const ANY = "*";
const SVG_LINKS =
  "a altglyph animate animatecolor animatemotion animatetransform color-profile cursor discard feimage filter " +
  "font-face-uri glyphref image lineargradient mpath pattern radialgradient script set textpath tref use";
const PRESENTATION = "clip-path cursor fill filter marker marker-end marker-mid marker-start mask stroke".split(" ");

/**
 * Every attribute that carries URLs: its name, what its value is, and the elements (in the HTML namespace or not) on which
 * that holds. The first row that fits counts, so a row for any element comes behind those for some.
 *
 * Sources: the WHATWG HTML standard's attribute index (https://html.spec.whatwg.org/#attributes-3), HTML 4.01's index of
 * attributes, SVG 2, MathML Core, and what Office, Internet Explorer and lazy loaders write.
 */
const ROWS: readonly (readonly [attribute: string, rule: AttributeRule, elements: string])[] = [
  ["href", "base", "base"],
  ["href", "url", `area link ${SVG_LINKS}`],
  ["href", "url-if-named", ANY],
  ["xlink:href", "url", ANY],
  ["src", "url", "audio bgsound embed frame iframe ilayer image img input isindex layer script source track video xml"],
  ["src", "url", "annotation annotation-xml mglyph v:fill v:imagedata v:stroke"],
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
  ["url", "url", "meta"],
  ["integrity", "integrity", "link script"],
  ["allow", "origin-list", "iframe"],
  ["csp", "csp", "iframe"],

  ["background", "url", ANY],
  ["longdesc", "url", "frame iframe img"],
  ["lowsrc", "url", "img input"],
  ["dynsrc", "url", "img input"],
  ["usemap", "url", "img input object"],
  ["classid", "url", "applet object"],
  ["codebase", "url", "applet embed object"],
  ["archive", "url-list", "object"],
  ["archive", "url-comma-list", "applet"],
  ["code", "url-if-named", "applet embed"],
  ["object", "url-if-named", "applet"],
  ["profile", "url-list", "head"],
  ["manifest", "url", "html"],
  ["icon", "url", "command menuitem"],
  ["value", paramValue, "param"],
  ["value", "form-value", "button data input option"],
  ["pluginspage", "url", "embed"],
  ["pluginurl", "url", "embed"],
  ["o:webquerysourcehref", "url", ANY],
  ["o:href", "url", ANY],
  ["filterlink", "url", ANY],
  ["datasrc", "url-if-named", ANY],
  ["dataurl", "url-if-named", ANY],

  ["altimg", "url", "math"],
  ["definitionurl", "identifier", ANY],
  ["xml:base", "url", ANY],
  ...PRESENTATION.map((name) => [name, "declarations", ANY] as const),
  ["values", "url-if-named", "animate set"],
  ["from", "url-if-named", "animate set"],
  ["to", "url-if-named", "animate set"],
  ["by", "url-if-named", "animate set"],

  ["action-xhr", "url", "form"],
  ["data-srcset", "srcset", ANY],
  ["data-lazy-srcset", "srcset", ANY],
  ["data-bgset", "srcset", ANY],

  ["itemid", "identifier", ANY],
  ["itemtype", "identifier", ANY],
  ["itemprop", "identifier", ANY],
  ["about", "identifier", ANY],
  ["resource", "identifier", ANY],
  ["typeof", "identifier", ANY],
  ["vocab", "identifier", ANY],
  ["prefix", "identifier", ANY],
  ["property", "identifier", ANY],
  ["datatype", "identifier", ANY],
  ["rel", "identifier", ANY],
  ["rev", "identifier", ANY],
  ["xlink:role", "identifier", ANY],
  ["xlink:arcrole", "identifier", ANY],
  ["xsi:schemalocation", "identifier", ANY],
  ["nonce", "opaque", ANY],
];

const RULES: ReadonlyMap<string, ReadonlyMap<string, AttributeRule>> = byName();

/**
 * What the attribute of an element is.
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

/** All attributes that have a row, for tests and documentation. */
export function attributeRows(): Iterable<readonly [attribute: string, rule: AttributeRule, elements: string]> {
  return ROWS;
}

function byName(): Map<string, Map<string, AttributeRule>> {
  const byAttribute = new Map<string, Map<string, AttributeRule>>();
  for (const [attribute, rule, elements] of ROWS) {
    const rules = byAttribute.get(attribute) ?? new Map<string, AttributeRule>();
    for (const element of elements.split(" ")) if (!rules.has(element)) rules.set(element, rule);
    byAttribute.set(attribute, rules);
  }
  return byAttribute;
}
