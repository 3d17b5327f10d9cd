/** Bytes that somebody sends to get more requests through than we see, or others. */
export interface HostileRequest {
  readonly name: string;
  /** What comes first; {@link AFTER} follows on the same connection. Latin1 text. */
  readonly bytes: string;
  /** The targets of the requests that an upstream may see of it, in this order. */
  readonly seen: readonly string[];
}

const HOST = "Host: www.example.com";

/** The request that follows each of the others; an upstream sees it only where nobody doubts where the one before ends. */
export const AFTER = `GET /after HTTP/1.1\r\n${HOST}\r\nConnection: close\r\n\r\n`;

/** What must never be seen: it stands in the content of others. */
const SMUGGLED = `GET /smuggled HTTP/1.1\r\n${HOST}\r\n\r\n`;

const NONE: readonly string[] = [];
const WHOLE = ["/", "/after"];
const CL = (length: number | string) => `Content-Length: ${length}`;
const TE = (coding: string) => `Transfer-Encoding: ${coding}`;
const CHUNKED = TE("chunked");
const CHUNKS = "2\r\nok\r\n0\r\n\r\n";

function message(line: string, fields: readonly string[], content = ""): string {
  return [line, HOST, ...fields, "", content].join("\r\n");
}

function post(fields: readonly string[], content = ""): string {
  return message("POST / HTTP/1.1", fields, content);
}

function get(...fields: string[]): string {
  return message("GET / HTTP/1.1", fields);
}

function target(text: string, method = "GET"): string {
  return message(`${method} ${text} HTTP/1.1`, []);
}

type Row = readonly [name: string, bytes: string, seen?: readonly string[]];

const LENGTHS: readonly Row[] = [
  ["CL.TE", post([CL(6), CHUNKED], `0\r\n\r\n${SMUGGLED}`)],
  ["CL.TE, where the length covers all", post([CL(SMUGGLED.length + 5), CHUNKED], `0\r\n\r\n${SMUGGLED}`)],
  ["TE.CL", post([CHUNKED, CL(4)], `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`)],
  ["TE.CL of length 0", post([CHUNKED, CL(0)], CHUNKS)],
  ["TE.TE, the second unknown", post([CHUNKED, TE("x")], CHUNKS)],
  ["TE.TE, the first unknown", post([TE("x"), CHUNKED], CHUNKS)],
  ["TE.TE, the same twice", post([CHUNKED, CHUNKED], CHUNKS)],
  ["CL.CL", post([CL(2), CL(SMUGGLED.length)], SMUGGLED)],
  ["CL.CL, the same twice", post([CL(2), CL(2)], "ok")],
  ["CL as a list", post([CL("2, 2")], "ok")],
  ["CL with a sign", post([CL("+2")], "ok")],
  ["CL below 0", post([CL("-1")])],
  ["CL in hexadecimal", post([CL("0x2")], "ok")],
  ["CL with an underscore", post([CL("1_0")], "0123456789")],
  ["CL with a space in it", post([CL("1 0")], "0123456789")],
  ["CL beyond 64 bits", post([CL("18446744073709551618")], "ok")],
  ["CL beyond 2^53, which is another one as a float", post([CL("9007199254740993")], "ok")],
  ["CL of 64 bits, which overflows as a float", post([CL("18446744073709551615")], "ok")],
  ["CL with zeros in front", post([CL("0000000000000000000000000002")], "ok"), WHOLE],
  ["CL with a form feed behind", post([CL("2\f")], "ok")],
  ["CL of nothing", post([CL("")], SMUGGLED)],
  ["CL with a vertical tab", post([CL("\v2")], "ok")],
  ["CL in full-width digits", post([CL("\xef\xbc\x92")], "ok")],
  ["Content_Length", post(["Content_Length: 56", CL(0)], ""), WHOLE],
  ["Content-Length with a space before its colon", post(["Content-Length : 56"], SMUGGLED)],
  ["Content-Length with a tab before its colon", post(["Content-Length\t: 56"], SMUGGLED)],
  ["Content-Length with a NUL in its name", post(["Content-Length\0: 56"], SMUGGLED)],
  ["Content-Length that Connection takes away", post([CL(2), "Connection: Content-Length"], "ok"), WHOLE],
  ["Transfer-Encoding that Connection takes away", post([CHUNKED, "Connection: Transfer-Encoding"], CHUNKS), WHOLE],
  ["Content-Length on GET", message("GET / HTTP/1.1", [CL(SMUGGLED.length)], SMUGGLED), WHOLE],
  [
    "chunks on DELETE",
    message("DELETE / HTTP/1.1", [CHUNKED], `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`),
    WHOLE,
  ],
  [
    "chunks on OPTIONS",
    message("OPTIONS / HTTP/1.1", [CHUNKED], `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n0\r\n\r\n`),
    WHOLE,
  ],
  ["content that is a request", post([CL(SMUGGLED.length)], SMUGGLED), WHOLE],
  ["content without a length", post([], SMUGGLED.replace("/smuggled", "/own")), ["/", "/own", "/after"]],
];

const CODINGS: readonly Row[] = [
  ...[
    "gzip",
    "gzip, chunked",
    "chunked, gzip",
    "chunked, identity",
    "identity",
    ",chunked",
    "chunked,",
    "xchunked",
    "chunkedx",
    "chunked;q=1",
    '"chunked"',
    "'chunked'",
    "chun\tked",
    "\vchunked",
    "chunked\v",
    "chunk",
    "ch\xfcnked",
  ].map((coding): Row => [`coding ${JSON.stringify(coding)}`, post([TE(coding)], CHUNKS)]),
  ["coding of nothing", post([TE("")], SMUGGLED)],
  ["coding of nothing before chunked", post([TE(""), CHUNKED], CHUNKS)],
  ["coding of nothing beside Content-Length", post([TE(""), CL(2)], "ok")],
  ["coding in capitals", post([TE("CHUNKED")], CHUNKS), WHOLE],
  ["coding with white space behind", post(["Transfer-Encoding:\t chunked \t"], CHUNKS)],
  ["Transfer_Encoding beside Content-Length", post(["Transfer_Encoding: chunked", CL(5)], "0\r\n\r\n"), WHOLE],
  ["Transfer.Encoding beside Content-Length", post(["Transfer.Encoding: chunked", CL(5)], "0\r\n\r\n"), WHOLE],
  ["Transfer-Encoding with a space before its colon", post(["Transfer-Encoding : chunked", CL(5)], "0\r\n\r\n")],
  ["Transfer-Encoding behind a space", post(["X: y", " Transfer-Encoding: chunked", CL(5)], "0\r\n\r\n")],
  ["Transfer-Encoding behind a bare LF", post([`X: y\n${CHUNKED}`, CL(5)], "0\r\n\r\n")],
  ["Transfer-Encoding behind a bare CR", post([`X: y\r${CHUNKED}`, CL(5)], "0\r\n\r\n")],
  ["Transfer-Encoding folded", post(["Transfer-Encoding:\r\n chunked"], CHUNKS)],
  ["Transfer-Encoding in HTTP/1.0", message("POST / HTTP/1.0", [CHUNKED, "Connection: keep-alive"], CHUNKS)],
  ["Transfer-Encoding in HTTP/1.0 beside a length", message("POST / HTTP/1.0", [CHUNKED, CL(2)], "ok")],
];

const CHUNK_ROWS: readonly Row[] = [
  ["chunks in good order", post([CHUNKED], CHUNKS), WHOLE],
  ["chunk sizes in capitals and with zeros", post([CHUNKED], "0000A\r\n0123456789\r\n00\r\n\r\n"), WHOLE],
  ["chunk with extensions", post([CHUNKED], '2;a=b;c="d;e"\r\nok\r\n0;f\r\n\r\n'), WHOLE],
  ["chunk with a trailer section", post([CHUNKED], "2\r\nok\r\n0\r\nX-T: 1\r\n\r\n"), WHOLE],
  ...Object.entries({
    "size of nothing": "\r\nok\r\n0\r\n\r\n",
    "size with a sign": "+2\r\nok\r\n0\r\n\r\n",
    "size below 0": "-2\r\nok\r\n0\r\n\r\n",
    "size with 0x": "0x2\r\nok\r\n0\r\n\r\n",
    "size with an underscore": "0_2\r\nok\r\n0\r\n\r\n",
    "size beyond 32 bits that wraps to 2": `100000002\r\nok\r\n0\r\n\r\n${SMUGGLED}`,
    "size beyond 64 bits that wraps to 2": "10000000000000002\r\nok\r\n0\r\n\r\n",
    "size with a space before": " 2\r\nok\r\n0\r\n\r\n",
    "size with a bare LF": "2\nok\r\n0\r\n\r\n",
    "size with a bare CR": "2\rXok\r\n0\r\n\r\n",
    "extension with a bare LF": `2;\nxx\r\n${SMUGGLED.length.toString(16)}\r\n0\r\n\r\n${SMUGGLED}`,
    "extension with a bare CR": "2;a\rb\r\nok\r\n0\r\n\r\n",
    "extension with a NUL": "2;a\0b\r\nok\r\n0\r\n\r\n",
    "data that is too long": "2\r\nokay\r\n0\r\n\r\n",
    "data with a bare LF behind": "2\r\nok\n0\r\n\r\n",
    "data with two chars behind that are no line end": "2\r\nokXX0\r\n\r\n",
    "end with bare LFs": "2\r\nok\r\n0\n\n",
    "end without its last line": "2\r\nok\r\n0\r\n",
    "trailer with a bare LF": "2\r\nok\r\n0\r\nX: y\nZ: w\r\n\r\n",
    "trailer with a space before its colon": "2\r\nok\r\n0\r\nX : y\r\n\r\n",
    "trailer that is a length": "2\r\nok\r\n0\r\nContent-Length: 56\r\n\r\n",
    "trailer that is folded": "2\r\nok\r\n0\r\nX: a\r\n b\r\n\r\n",
    "trailer section that is too large": `2\r\nok\r\n0\r\n${"X: y\r\n".repeat(5000)}\r\n`,
    "trailer that is a coding": "2\r\nok\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n",
  }).map(([name, content]): Row => [`chunk ${name}`, post([CHUNKED], content)]),
];

const LINES: readonly Row[] = [
  ["bare LF behind the request line", `GET / HTTP/1.1\n${HOST}\r\n\r\n`],
  ["bare LF behind a field", `GET / HTTP/1.1\r\n${HOST}\nX: y\r\n\r\n`],
  ["bare LF at the end of the head", `GET / HTTP/1.1\r\n${HOST}\r\n\n`],
  ["bare CR behind the request line", `GET / HTTP/1.1\r${HOST}\r\n\r\n`],
  ["bare CR at the end of the head", `GET / HTTP/1.1\r\n${HOST}\r\n\rX: y\r\n\r\n`],
  ["folded line", get("X: y\r\n z")],
  ["folded line first", `GET / HTTP/1.1\r\n X: y\r\n${HOST}\r\n\r\n`],
  ["NUL in a value", get("X: y\0z")],
  ["NUL in a name", get("X\0: y")],
  ["space in a name", get("X Y: z")],
  ["no name", get(": y")],
  ["no colon", get("X")],
  ["name beyond ASCII", get("X\xe9: y")],
  ["quote in a name", get('"X": y')],
  ["__proto__ and its like", get("__proto__: x", "constructor: y", "hasOwnProperty: z"), WHOLE],
  ["empty lines before", `\r\n\r\n${get()}`, WHOLE],
  ["carriage returns before", `\r\r\r${get()}`, WHOLE],
  ["two Hosts", get("Host: evil.example")],
  ["no Host", "GET / HTTP/1.1\r\n\r\n"],
  ["Host with a path", "GET / HTTP/1.1\r\nHost: www.example.com/x\r\n\r\n"],
  ["Host of somebody else", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", ["/after"]],
  ["a NUL", "\0"],
  ["TLS", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03"],
];

const REQUEST_LINES: readonly Row[] = [
  ["HTTP/0.9", "GET /\r\n\r\n"],
  ["HTTP/0.9 in HTTP/1.0 clothes", "GET / HTTP/0.9\r\n\r\n"],
  ["HTTP/2.0", `GET / HTTP/2.0\r\n${HOST}\r\n\r\n`],
  ["HTTP/1.2", `GET / HTTP/1.2\r\n${HOST}\r\n\r\n`],
  ["HTTP/1.10", `GET / HTTP/1.10\r\n${HOST}\r\n\r\n`],
  ["http/1.1", `GET / http/1.1\r\n${HOST}\r\n\r\n`],
  ["ICE/1.0", `GET / ICE/1.0\r\n${HOST}\r\n\r\n`],
  ["preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["HTTP/1.0 without keep-alive", `GET / HTTP/1.0\r\n${HOST}\r\n\r\n`, ["/"]],
  ["HTTP/1.0 content without a length", message("POST / HTTP/1.0", [], SMUGGLED), ["/"]],
  ["space in the target", target("/a b")],
  ["tab instead of a space", `GET\t/ HTTP/1.1\r\n${HOST}\r\n\r\n`],
  ["two spaces", `GET  / HTTP/1.1\r\n${HOST}\r\n\r\n`, WHOLE],
  ["GET *", target("*"), ["/after"]],
  ["OPTIONS *", target("*", "OPTIONS"), ["/after"]],
  ["fragment", target("/#x"), ["/after"]],
  ["backslash", target("/\\evil"), ["/after"]],
  ["NUL, encoded", target("/%00"), ["/after"]],
  ["NUL", target("/\0")],
  ["octet beyond ASCII", target("/\xe9")],
  ["absolute target", target("http://www.example.com/x"), ["/x", "/after"]],
  ["absolute target of somebody else", target("http://evil.example/x"), ["/after"]],
  ["absolute target beside a Host that is none", `GET http://www.example.com/x HTTP/1.1\r\nHost: a/b\r\n\r\n`],
  ["absolute target without Host", "GET http://www.example.com/x HTTP/1.1\r\n\r\n"],
  ["absolute target with nobody in it", target("http:///x"), ["/after"]],
  [
    "absolute target with @ in its query",
    target("http://www.example.com?@evil.example/x"),
    ["/?@evil.example/x", "/after"],
  ],
  ["absolute target with userinfo", target("http://www.example.com@evil.example/x")],
  ["absolute target without a slash", target("http://www.example.com?x"), ["/?x", "/after"]],
  ["target of another scheme", target("ftp://www.example.com/"), ["/after"]],
  ["target of two slashes", target("//evil.example/x"), ["//evil.example/x", "/after"]],
  ["target with an encoded line end", target("/%0d%0aX:%20y"), ["/%0d%0aX:%20y", "/after"]],
  ["CONNECT", `CONNECT www.example.com:80 HTTP/1.1\r\n${HOST}\r\n\r\n${SMUGGLED}`],
  ["TRACE", target("/", "TRACE")],
  ["unknown method", target("/", "SMUGGLE")],
  ["method in small letters", target("/", "get")],
];

const HOPS: readonly Row[] = [
  ["upgrade with content", post(["Connection: upgrade", "Upgrade: websocket", CL(SMUGGLED.length)], SMUGGLED)],
  ["upgrade to h2c", get("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"), ["/"]],
  [
    "upgrade that nobody answers with 101",
    get("Connection: upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
    ["/"],
  ],
  ["upgrade with chunks", post(["Connection: upgrade", "Upgrade: websocket", CHUNKED], CHUNKS)],
  [
    "upgrade with a length on GET",
    message("GET / HTTP/1.1", ["Connection: upgrade", "Upgrade: websocket", CL(5)], "hello"),
  ],
  [
    "upgrade and an expectation",
    get(
      "Connection: upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      "Expect: 100-continue",
    ),
    ["/"],
  ],
  ["upgrade to websocket or h2c", get("Connection: upgrade", "Upgrade: websocket, h2c"), ["/"]],
  ["upgrade to nothing", get("Connection: upgrade", "Upgrade: ,"), ["/"]],
  ["upgrade in HTTP/1.0", message("GET / HTTP/1.0", ["Connection: upgrade", "Upgrade: websocket"]), ["/"]],
  ["expectation of nothing", post(["Expect:", CL(2)], "ok"), ["/after"]],
  ["expectation twice", post(["Expect: 100-continue", "Expect: 100-continue", CL(2)], "ok")],
  [
    "trailers that ask for an upgrade",
    post([CHUNKED], "2\r\nok\r\n0\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    WHOLE,
  ],
  ["expectation that nobody knows", post(["Expect: 200-ok", CL(2)], "ok"), ["/after"]],
  ["expectation that is met", post(["Expect: 100-continue", CL(2)], "ok"), WHOLE],
  ["Connection: close, and more behind it", get("Connection: close"), ["/"]],
  ["pipeline", Array.from({ length: 4 }, (_, i) => target(`/${i}`)).join(""), ["/0", "/1", "/2", "/3", "/after"]],
  [
    "pipeline with a bad fifth",
    Array.from({ length: 10 }, (_, i) => (i === 4 ? get("X : y") : target(`/${i}`))).join(""),
    ["/0", "/1", "/2", "/3"],
  ],
  [
    "pipeline with content between",
    `${target("/0")}${post([CL(2)], "ok")}${post([CHUNKED], CHUNKS)}`,
    ["/0", "/", "/", "/after"],
  ],
];

export const HOSTILE_REQUESTS: readonly HostileRequest[] = [
  ...LENGTHS,
  ...CODINGS,
  ...CHUNK_ROWS,
  ...LINES,
  ...REQUEST_LINES,
  ...HOPS,
].map(([name, bytes, seen = NONE]) => ({ name, bytes, seen }));
