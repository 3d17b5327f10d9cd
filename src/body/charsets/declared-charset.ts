import { declaredEncodingOf } from "./encoding-label.ts";
import { prescanMeta } from "./meta-prescan.ts";

/** How bodies of one format declare their encoding. `head` is the latin1 view of their first bytes. */
interface Declaration {
  /** The declaration lies within the first so many bytes. */
  bytes: number;
  /** The declared encoding, if more bytes cannot change it. */
  find(head: string): string | undefined;
  /** The encoding if the whole `head` declares none. */
  fallback(head: string): string;
}

/** Format → where its encoding is declared, in the order of WHATWG HTML §13.2.3.2, XML appendix F, CSS Syntax §3.2. */
export const DECLARATIONS = {
  html: {
    bytes: 1024,
    find: (head) => signature(head, /^<\0\?\0x\0/, /^\0<\0\?\0x/) ?? prescanMeta(head),
    fallback: (head) => xmlEncoding(head) ?? "windows-1252",
  },
  xml: {
    bytes: 1024,
    find: (head) => foreignSignature(head) ?? signature(head, /^<\0[^\0]\0/, /^\0<\0[^\0]/) ?? xmlEncoding(head),
    fallback: () => "utf-8",
  },
  css: { bytes: 1024, find: cssCharset, fallback: () => "utf-8" },
  // RFC 4627 §3: JSON starts with two ASCII chars. Later RFCs allow UTF-8 only.
  json: { bytes: 2, find: (head) => signature(head, /^[^\0]\0/, /^\0[^\0]/), fallback: () => "utf-8" },
  text: { bytes: 0, find: () => undefined, fallback: () => "windows-1252" },
} as const satisfies Record<string, Declaration>;

export type DeclaringFormat = keyof typeof DECLARATIONS;

function signature(head: string, littleEndian: RegExp, bigEndian: RegExp): string | undefined {
  if (littleEndian.test(head)) return "utf-16le";
  return bigEndian.test(head) ? "utf-16be" : undefined;
}

/** XML in an encoding that neither extends ASCII nor is UTF-16 (XML appendix F). */
function foreignSignature(head: string): string | undefined {
  if (/^(?:\0\0\0<|<\0\0\0)/.test(head)) return "ucs-4";
  return head.startsWith("\x4c\x6f\xa7\x94") ? "ebcdic" : undefined;
}

/** WHATWG HTML §13.2.3.2, "get an XML encoding". */
function xmlEncoding(head: string): string | undefined {
  const match = /^<\?xml[^>]*?encoding[\0- ]*=[\0- ]*(?:"([^\0- "]*)"|'([^\0- ']*)')/.exec(head);
  return declaredEncodingOf(match?.[1] ?? match?.[2]);
}

function cssCharset(head: string): string | undefined {
  return declaredEncodingOf(/^@charset "([^"]*)";/.exec(head)?.[1]);
}
