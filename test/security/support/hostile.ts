import fc from "fast-check";

/** Spellings of an authority that nobody configured, `port` being that of a server on this machine. */
export function hostileAuthorities(port: number): string[] {
  const names = [
    ...["127.0.0.1", "localhost", "LOCALHOST.", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f.1", "0"],
    ...["www.example.com@127.0.0.1", "www.example.com:80@127.0.0.1", "127.0.0.1@www.example.com"],
    ...["www.example.com.127.0.0.1", "www.example.com%2f@127.0.0.1", "www.example.com\\@127.0.0.1", "127。0。0。1"],
  ];
  return [
    ...names.map((name) => `${name}:${port}`),
    ...[`127.0.0.1:${port}#www.example.com`, `127.0.0.1:${port}?www.example.com`, `127.0.0.1:${port}/www.example.com`],
    ...["169.254.169.254", "metadata.google.internal", "legacy.internal", "legacy.internal:8080", "evil.example"],
  ];
}

const METHODS = [
  ...["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "QUERY"],
  ...["PROPFIND", "COPY", "MOVE", "PURGE", "SUBSCRIBE", "SOURCE", "LINK"],
];

/** Request targets that name an authority where some reader would look for one. `%` stands for it. */
const TARGETS = [
  ...[
    "/",
    "/x",
    "*",
    "%",
    "//%/x",
    "///%/x",
    "/\\%/x",
    "\\\\%\\x",
    "/%/x",
    "/@%/x",
    "@%/x",
    ":@%/x",
    "/x@%/",
    "/x?u=http://%/",
  ],
  ...["http://%/x", "HTTP://%", "http:/%/x", "http:%/x", "http:///%/x", "http:\\\\%\\x", "https://%/x", "ws://%/x"],
  ...[
    "http://www.example.com@%/x",
    "http://%@www.example.com/x",
    "http://www.example.com#@%/x",
    "ftp://%/x",
    "file:///etc/passwd",
  ],
  ...[
    "/app",
    "/app//%/x",
    "/app/..//%/x",
    "/app/%2f%2f%/x",
    "/app@%/x",
    "/app:80@%/",
    "/app/../../%/",
    "/app/http://%/x",
  ],
  ...["/files/../../../../etc/passwd", "/files/%2e%2e/%2e%2e/etc/passwd", "/files/..%2f..%2fetc/passwd", "/files//%/x"],
  ...[
    "/vhost/http/%/x",
    "/vhost/https/%/x",
    "/vhost/http/%",
    "/x/../vhost/http/%/x",
    "/%76host/http/%/x",
    "//vhost/http/%/x",
  ],
  ...["/vhost/http/www.example.com/vhost/http/%/x", "/zope/VirtualHostBase/http/%/x/VirtualHostRoot/y"],
  ...["/VirtualHostBase/http/%/VirtualHostRoot/x", "/VirtualHostBase/http/www.example.com:80/VirtualHostRoot/_vh_%/x"],
];

/** Fields that somebody has taken an address from. */
const FIELDS = [
  ...["Host", "X-Forwarded-Host", "X-Forwarded-Server", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix"],
  ...["Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-Original-Host", "X-Host", "X-HTTP-Host-Override", "Via"],
  ...["Referer", "Origin", "Destination", "If", "Content-Location", "Link", "Location", "Alt-Used", "Proxy", "From"],
  ...[
    "X-Accel-Redirect",
    "X-Sendfile",
    "X-Reproxy-URL",
    "X-Middleware-Rewrite",
    "x-middleware-subrequest",
    "Call-Back",
  ],
  ...["X-Real-IP", "X-Client-IP", "X-Upstream", "Upgrade", "HTTP2-Settings", "Proxy-Authorization", "Cookie", "Range"],
];

const VALUES = [
  ...["%", "http://%/x", "https://%/", "//%/x", "host=%", 'for=1.2.3.4;host="%";proto=http', "<http://%/x> (<urn:a>)"],
  ...["%, www.example.com", "www.example.com, %", "/x%", "http", "websocket", "h2c", "1.1 %", "bytes=0-0", "/app"],
];

/** One request as bytes, in which an authority stands that must not be dialled. */
export function hostileRequest(port: number): fc.Arbitrary<string> {
  const authority = fc.constantFrom(...hostileAuthorities(port));
  const filled = (texts: readonly string[]) =>
    fc.tuple(fc.constantFrom(...texts), authority).map(([text, name]) =>
      text.replaceAll("%", (mark, at) =>
        // An escape of the target itself stays.
        /^%[0-9a-f]{2}/.test(text.slice(at)) ? mark : name,
      ),
    );
  const host = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom("www.example.com", "a.apps.example", "zope.example", "WWW.EXAMPLE.COM.:80"),
    },
    { weight: 1, arbitrary: authority },
  );
  // Most of what is hostile is refused; a target and a host that are not let the fields through.
  const target = fc.oneof(filled(TARGETS), fc.constantFrom("/", "/x?y", "/app/x", "/files/x"));
  const method = fc.oneof(fc.constant("GET"), fc.constantFrom(...METHODS));
  const field = fc.tuple(fc.constantFrom(...FIELDS), filled(VALUES)).map((pair) => pair.join(": "));
  return fc
    .tuple(method, target, host, fc.array(field, { maxLength: 4 }), fc.boolean())
    .map(([method, target, name, fields, isUpgrade]) =>
      [
        `${method} ${target} HTTP/1.1`,
        `Host: ${name}`,
        ...fields,
        isUpgrade ? "Connection: Upgrade\r\nUpgrade: websocket" : "Connection: close",
        "",
        "",
      ].join("\r\n"),
    );
}
