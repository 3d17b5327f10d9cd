import { type AttributeRule, attributeRows } from "../attributes/attributes.ts";
import {
  DECISIVE_ATTRIBUTES,
  ELEMENT_NAMES,
  LENGTHS,
  LINK_NAMES,
  PATH_ATTRIBUTES,
  SKIP_RULES,
} from "./assembly/layout.ts";
import { ATTRIBUTES, ELEMENTS } from "./elements.ts";
import { LINKS } from "./links.ts";

/** Writes the tables of elements, links and attributes into the module's memory. */
export function writeElements(memory: Buffer): void {
  for (const [i, [name, rule]] of Object.entries(ELEMENTS).entries()) {
    const lengths = LENGTHS + 4 * (name.charCodeAt(0) & 0x1f);
    memory.writeUInt32LE((memory.readUInt32LE(lengths) | (1 << name.length)) >>> 0, lengths);
    writeName(name, memory, ELEMENT_NAMES + i * NAME_BYTES);
    memory[SKIP_RULES + i] = rule;
  }
  for (const [i, name] of ATTRIBUTES.entries()) writeName(name, memory, DECISIVE_ATTRIBUTES + i * NAME_BYTES);
  const links = LINKS.flatMap(([attribute, elements]) => elements.flatMap((element) => [attribute, element]));
  for (const [i, name] of links.entries()) writeName(name, memory, LINK_NAMES + i * NAME_BYTES);
  writePathAttributes(memory);
}

/** Attributes of these kinds contain no paths. */
const PATHLESS: ReadonlySet<AttributeRule> = new Set<AttributeRule>([
  "form-value",
  "identifier",
  "opaque",
  "script",
  "text",
]);

function writePathAttributes(memory: Buffer): void {
  for (const [names, rule] of attributeRows()) {
    if (PATHLESS.has(rule)) continue;
    for (const name of names.split(" ")) {
      const chars = Buffer.alloc(NAME_BYTES);
      writeName(name, chars, 0);
      const hash = hashOf(chars.readInt32LE(0), chars.readInt32LE(4), name.length);
      memory[PATH_ATTRIBUTES + (hash >>> 3)]! |= 1 << (hash & 7);
    }
  }
}

function hashOf(first: number, second: number, length: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(length, 0xc2b2ae35)) >>> 20;
}

function writeName(name: string, memory: Buffer, offset: number): void {
  memory.write(name.slice(0, NAME_BYTES), offset, "latin1");
}

const NAME_BYTES = 8;
