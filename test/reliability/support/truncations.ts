import * as zlib from "node:zlib";
import { INTERNAL } from "../../proxy/fixture.ts";

const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH, ZSTD_e_flush, ZSTD_e_continue } = zlib.constants;

interface CutCoding {
  /** A whole body; with `finishFlush`, all that decodes to these bytes, but no end of the coding. */
  encode(bytes: Uint8Array, options?: { finishFlush?: number }): Buffer;
  /** What can be decoded of the beginning of a body. */
  decode(bytes: Uint8Array): Buffer;
  readonly flushKind: number;
}

const CODINGS = {
  identity: { encode: (bytes) => Buffer.from(bytes), decode: (bytes) => Buffer.from(bytes), flushKind: 0 },
  gzip: {
    encode: zlib.gzipSync,
    decode: (bytes) => zlib.gunzipSync(bytes, { finishFlush: Z_SYNC_FLUSH }),
    flushKind: Z_SYNC_FLUSH,
  },
  deflate: {
    encode: zlib.deflateSync,
    decode: (bytes) => zlib.inflateSync(bytes, { finishFlush: Z_SYNC_FLUSH }),
    flushKind: Z_SYNC_FLUSH,
  },
  br: {
    encode: zlib.brotliCompressSync,
    decode: (bytes) => zlib.brotliDecompressSync(bytes, { finishFlush: BROTLI_OPERATION_FLUSH }),
    flushKind: BROTLI_OPERATION_FLUSH,
  },
  zstd: {
    encode: zlib.zstdCompressSync,
    decode: (bytes) => zlib.zstdDecompressSync(bytes, { finishFlush: ZSTD_e_continue }),
    flushKind: ZSTD_e_flush,
  },
} as const satisfies Record<string, CutCoding>;

const FRAMINGS = ["length", "chunked", "close"] as const;
const VERSIONS = ["1.1", "1.0"] as const;
const ENDINGS = ["FIN", "RST"] as const;
const CODING_NAMES = Object.keys(CODINGS) as (keyof typeof CODINGS)[];

const START = "<!doctype html><p>one</p>";
const PAGE = `${START}<a href="${INTERNAL}two">two</a><img alt="three" src="${INTERNAL}four"><p>five</p>`;
const PUBLIC = toPublic(PAGE);

/** Where an upstream may break off. */
type Place =
  | { readonly head: string }
  /** How much of the page came, in a chunk of its own; or in one that announced more. */
  | { readonly page: string; readonly isInChunk?: boolean }
  /** The page was all there, and of what shows that it was: */
  | { readonly end: "none" | "in the trailers" };

const PLACES = {
  "in the status line": { head: "HTTP/1.1 20" },
  "in the fields": { head: "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Le" },
  "after the head": { page: "" },
  "after a chunk": { page: START },
  "in a URL": { page: PAGE.slice(0, PAGE.indexOf(".internal")), isInChunk: true },
  "in a tag": { page: PAGE.slice(0, PAGE.indexOf("t=")) },
  "before the last chunk": { end: "none" },
  "in the trailers": { end: "in the trailers" },
} as const satisfies Record<string, Place>;

/** One way to break off, as an upstream does it. */
export interface Truncation {
  readonly place: keyof typeof PLACES;
  readonly ending: (typeof ENDINGS)[number];
  readonly framing: (typeof FRAMINGS)[number];
  readonly version: (typeof VERSIONS)[number];
  readonly coding: keyof typeof CODINGS;
  readonly isRewritten: boolean;
}

/** Every combination of them that there is. */
export function truncations(): Truncation[] {
  const places = Object.keys(PLACES) as (keyof typeof PLACES)[];
  const all = places.flatMap((place) =>
    ENDINGS.flatMap((ending) =>
      FRAMINGS.flatMap((framing) =>
        VERSIONS.flatMap((version) =>
          CODING_NAMES.flatMap((coding) =>
            [true, false].map((isRewritten): Truncation => ({ place, ending, framing, version, coding, isRewritten })),
          ),
        ),
      ),
    ),
  );
  return all.filter(({ place, framing }) => place !== "in the trailers" || framing === "chunked");
}

export function nameOf({ place, ending, framing, version, coding, isRewritten }: Truncation): string {
  return `${ending} ${place}, ${framing}, from HTTP/${version}, ${coding}, ${isRewritten ? "rewritten" : "passed"}`;
}

/** All that the upstream sends before it breaks off, as latin1 text. */
export function sentBytes({ place: name, framing, version, coding, isRewritten }: Truncation): string {
  const place: Place = PLACES[name];
  if ("head" in place) return place.head.replace("1.1", version);
  const { encode }: CutCoding = CODINGS[coding];
  const whole = encode(Buffer.from(PAGE));
  const content = "page" in place ? beginning(place.page, coding) : whole;
  const announced = "page" in place ? content.length + 100 : whole.length;
  const fields = [
    `HTTP/${version} 200 OK`,
    `Content-Type: ${isRewritten ? "text/html" : "application/octet-stream"}`,
    ...(coding === "identity" ? [] : [`Content-Encoding: ${coding}`]),
    ...(framing === "length" ? [`Content-Length: ${announced}`] : []),
    ...(framing === "chunked" ? ["Transfer-Encoding: chunked"] : []),
  ];
  const body = framing === "chunked" ? chunked(content, place) : content.toString("latin1");
  // What a length delimits has no end to leave out but its last byte.
  return `${fields.join("\r\n")}\r\n\r\n${framing === "length" && "end" in place ? body.slice(0, -1) : body}`;
}

function beginning(page: string, coding: keyof typeof CODINGS): Buffer {
  const { encode, flushKind }: CutCoding = CODINGS[coding];
  return page === "" ? Buffer.alloc(0) : encode(Buffer.from(page), { finishFlush: flushKind });
}

function chunked(content: Buffer, place: Place): string {
  if (content.length === 0) return "";
  const announced = content.length + ("isInChunk" in place && place.isInChunk ? 20 : 0);
  const chunk = `${announced.toString(16)}\r\n${content.toString("latin1")}`;
  if (announced > content.length) return chunk;
  return `${chunk}\r\n${"end" in place && place.end === "in the trailers" ? "0\r\nX-Tra" : ""}`;
}

/** What a client may take a truncated response for. */
export type Appearance = "502" | "incomplete" | "complete";

/**
 * What the client must see. A good end of the connection is the good end of what nothing else delimits (RFC 9112 section
 * 6.3), unless we are the ones who read the content coding and find that its end is missing.
 */
export function honestAppearance({ place: name, ending, framing, coding, isRewritten }: Truncation): Appearance {
  const place: Place = PLACES[name];
  if ("head" in place) return "502";
  if (framing !== "close" || ending === "RST") return "incomplete";
  const isCodingCut = coding !== "identity" && "page" in place && place.page !== "";
  return isCodingCut && isRewritten ? "incomplete" : "complete";
}

/** Whether what a client got of the content is the beginning of what it should have got; what an end cuts stays as it came. */
export function isBeginning(received: Buffer, { coding, isRewritten, place: name }: Truncation): boolean {
  const place: Place = PLACES[name];
  const decoded = received.length === 0 ? "" : CODINGS[coding].decode(received).toString();
  if (!isRewritten) return PAGE.startsWith(decoded);
  return PUBLIC.startsWith(decoded) || ("page" in place && toPublic(place.page) === decoded);
}

function toPublic(page: string): string {
  return page.replaceAll(INTERNAL, "http://www.example.com/");
}
