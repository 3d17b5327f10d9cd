/** The facts about a body before it is rewritten. */
export interface BodyHead {
  /** Media type in lower case, without parameters. */
  readonly mediaType: string;
  /** The first chars of the body, in the latin1 view; {@link HEAD_BYTES} of them or all there are. */
  readonly head: string;
  /** A field of the request or the response, by its name in lower case. */
  readonly field: (name: string) => string | undefined;
}

/** How much of a body the rules examine. */
export const HEAD_BYTES = 64;

type Rule = (body: BodyHead) => boolean;

/**
 * Formats that state the length of their parts, refer to chars by offset, or are signed. A name of another length would
 * break them, so such bodies pass unchanged.
 */
export const LENGTH_PREFIXED = {
  /** Partial postbacks of ASP.NET AJAX: `len|type|id|content|` */
  "ASP.NET AJAX delta": ({ mediaType, head, field }) =>
    mediaType === "text/plain" &&
    (field("x-microsoftajax") !== undefined || /^\d+\|(?:#|[a-z]\w*)\|[^|\r\n]*\|/i.test(head)),
  /** React Server Components: text rows are `id:Tlength,text` */
  "React Server Components": ({ mediaType, field }) => mediaType === "text/x-component" || field("rsc") === "1",
  /** Google Web Toolkit's remote procedure calls: `//OK[…]`, `7|0|4|…` */
  "GWT-RPC": ({ mediaType, head }) =>
    mediaType === "text/x-gwt-rpc" || /^(?:\/\/(?:OK|EX)\[|[5-8]\|\d\|\d+\|)/.test(head),
  /** `a:1:{s:5:"…"`, `O:8:"stdClass"`, `s:5:"…"` */
  "PHP serialization": ({ mediaType, head }) =>
    mediaType === "application/vnd.php.serialized" || /^(?:a:\d+:\{|[OC]:\d+:"|s:\d+:")/.test(head),
  "Java serialization": ({ mediaType, head }) =>
    mediaType === "application/x-java-serialized-object" || head.startsWith("\xac\xed\x00\x05"),
  AMF: ({ mediaType }) => mediaType === "application/x-amf",
  /** Messages after a flag and a length, even those of JSON or base64 */
  "gRPC and Connect": ({ mediaType }) => /^application\/(?:grpc|connect\+)/.test(mediaType),
  "Protocol Buffers": ({ mediaType }) => /^application\/(?:x-|vnd\.google\.)?protobuf$/.test(mediaType),
  "binary JSON": ({ mediaType }) => /^application\/(?:[^/]*[.+-])?(?:msgpack|cbor|bson|smile|ubjson)$/.test(mediaType),
  /** Polling of Engine.IO 3: `97:0{"sid":…}` */
  "Engine.IO": ({ mediaType, head }) => mediaType === "text/plain" && /^(?:\d+:\d{1,2})?\d+:\d{1,2}[[{"]/.test(head),
  /** Streamed responses of Google's servers: `)]}'`, then a length before each chunk */
  "chunked JSON": ({ head }) => /^\)\]\}'\s*\d+\s*\[/.test(head),
  /** RFC 9580 section 7; the signature covers every char */
  "OpenPGP signature": ({ head }) => head.startsWith("-----BEGIN PGP SIGNED MESSAGE-----"),
} as const satisfies Record<string, Rule>;

export type LengthPrefixedFormat = keyof typeof LENGTH_PREFIXED;

const RULES = Object.entries(LENGTH_PREFIXED) as readonly (readonly [LengthPrefixedFormat, Rule])[];

/** The beginnings of formats that are identified by their first chars. Other bodies need not be held back. */
const MARKED = /^(?:\d|\/(?:\/|$)|[aCOs](?::|$)|\xac|\)(?:\]|$)|-(?:-|$))/;

/** Whether more of a body's beginning may still identify its format. */
export function mayTell(head: string): boolean {
  return head.length < HEAD_BYTES && (head === "" || MARKED.test(head));
}

/** The format because of which a body must stay; undefined when it may be rewritten. */
export function lengthPrefixedFormat(body: BodyHead): LengthPrefixedFormat | undefined {
  return RULES.find(([, isFormat]) => isFormat(body))?.[0];
}
