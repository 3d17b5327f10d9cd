import type { Grammar } from "../mutator.ts";

const HEADS = ["GET", "POST", "HEAD", "PUT", "OPTIONS", "PROPFIND", "CONNECT", "TRACE"];

export const REQUESTS: Grammar = {
  samples: [
    "GET /x?y HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
    "POST /app/x HTTP/1.1\r\nHost: www.example.com\r\nContent-Length: 5\r\n\r\nhello",
    "POST /x HTTP/1.1\r\nHost: www.example.com\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
    "GET /x HTTP/1.1\r\nHost: www.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nGET /y HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
    "DELETE /x HTTP/1.1\r\nHost: www.example.com\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
    "GET http://www.example.com/x HTTP/1.1\r\nHost: other\r\nCookie: a=b\r\nConnection: close, X-A\r\nX-A: b\r\n\r\n",
    "POST /x HTTP/1.0\r\nHost: www.example.com\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\nabcGET /y HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
  ],
  words: [
    ...HEADS.map((method) => `${method} /y HTTP/1.1\r\n`),
    ...["\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", "\0", "\xe9", ",", ";", "0", "0\r\n\r\n", "5\r\n"],
    ...["ffffffffffffffff\r\n", "-1", "+5", "0x5", "Content-Length: 5\r\n", "Content-Length: 0\r\n"],
    ...["Content-Length: 5, 5\r\n", "Transfer-Encoding: chunked\r\n"],
    ...["Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding : chunked\r\n"],
    ...["Transfer-Encoding:\x0bchunked\r\n", "Transfer_Encoding: chunked\r\n", "Host: other\r\n"],
    ...["Host: www.example.com\r\n", "Connection: Content-Length\r\n", "Connection: close\r\n"],
    ...["Connection: keep-alive\r\n", "Expect: 100-continue\r\n", "TE: trailers\r\n", "Upgrade: h2c\r\n"],
    ...["__proto__: a\r\n", "constructor: b\r\n", "Cookie: a=b\r\n", " folded\r\n", "HTTP/1.0"],
    ...["HTTP/2.0", "/%2e%2e/", "http://www.example.com", "Range: bytes=0-1\r\n"],
  ],
};

export const RESPONSES: Grammar = {
  samples: [
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 19\r\n\r\n<a href='/x'>y</a>!",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a hr\r\n8;x\r\nef='/x'>\r\n0\r\nX-T: y\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 302 Found\r\nLocation: http://legacy.internal:8080/\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.0 200 OK\r\nContent-Type: text/css\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03abc",
    "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/2\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nab",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nabc",
    'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil',
  ],
  words: [
    ...["HTTP/1.1 ", "HTTP/1.0 ", "HTTP/2 ", "200 OK\r\n", "204 No Content\r\n", "099 x\r\n", "999 x\r\n"],
    ...["101 x\r\n", "100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\r\n", "\n", "\r", "\r\n\r\n", " "],
    ...["\t", ":", "\0", "\xe9", ",", ";", "0\r\n\r\n", "5\r\n", "ffffffffffffffff\r\n", "-1", "evil"],
    ...["Content-Length: 5\r\n", "Content-Length: 0\r\n", "Content-Length: 5, 6\r\n"],
    ...["Transfer-Encoding: chunked\r\n", "Transfer-Encoding: identity\r\n", "Content-Encoding: gzip\r\n"],
    ...["Content-Encoding: br, zstd\r\n", "Content-Type: text/html; charset=utf-16\r\n"],
    ...["Content-Type: application/json\r\n", "Connection: close\r\n"],
    ...["Connection: Content-Length, Set-Cookie\r\n", "Trailer: X\r\n", "Upgrade: h2c\r\n"],
    ...["__proto__: a\r\n", "Set-Cookie: a=b; Path=/\r\n", "Location: /x\r\n", "Refresh: 0;url=/x\r\n"],
    ...['Link: </x>; rel="a"\r\n', " folded\r\n", 'ETag: "a"\r\n'],
    ...["Content-Security-Policy: img-src /x\r\n"],
  ],
};
