import { request } from "../proxy/fixture.ts";
import { CLOSE, testAnswered, testArriving } from "./support/rows.ts";

const ORIGIN = "http://legacy.internal:8080";
const PUBLIC = "http://www.example.com";

/** Response fields with the internal origin in them, and what a client sees. */
const RESPONSES = {
  Location: [`${ORIGIN}/x`, `${PUBLIC}/x`],
  "Content-Location": [`${ORIGIN}/x`, `${PUBLIC}/x`],
  Refresh: [`5; url=${ORIGIN}/x`, `5; url=${PUBLIC}/x`],
  Link: [`<${ORIGIN}/a>; rel=next, <${ORIGIN}/b>; rel="prev"`, `<${PUBLIC}/a>; rel=next, <${PUBLIC}/b>; rel="prev"`],
  "Set-Cookie": [
    "a=b; Domain=legacy.internal; Path=/; SameSite=Lax",
    "a=b; Domain=www.example.com; Path=/; SameSite=Lax",
  ],
  "Content-Security-Policy": [
    `default-src 'self' ${ORIGIN}; report-uri ${ORIGIN}/r`,
    `default-src 'self' ${PUBLIC}; report-uri ${PUBLIC}/r`,
  ],
  "Content-Security-Policy-Report-Only": [`img-src ${ORIGIN}`, `img-src ${PUBLIC}`],
  "Access-Control-Allow-Origin": [ORIGIN, PUBLIC],
  "Timing-Allow-Origin": [`${ORIGIN}, http://other.example`, `${PUBLIC}, http://other.example`],
  SourceMap: [`${ORIGIN}/x.map`, `${PUBLIC}/x.map`],
  "X-SourceMap": [`${ORIGIN}/x.map`, `${PUBLIC}/x.map`],
  "Report-To": [
    `{"group":"g","endpoints":[{"url":"${ORIGIN}/r"}]}`,
    `{"group":"g","endpoints":[{"url":"${PUBLIC}/r"}]}`,
  ],
  "Reporting-Endpoints": [`main="${ORIGIN}/r"`, `main="${PUBLIC}/r"`],
  "Service-Worker-Allowed": [`${ORIGIN}/x/`, `${PUBLIC}/x/`],
  "X-Frame-Options": [`ALLOW-FROM ${ORIGIN}/`, `ALLOW-FROM ${PUBLIC}/`],
  P3P: [`policyref="${ORIGIN}/p3p.xml", CP="X"`, `policyref="${PUBLIC}/p3p.xml", CP="X"`],
  Destination: [`${ORIGIN}/x`, `${PUBLIC}/x`],
  // Not ours to touch
  "WWW-Authenticate": [`Digest realm="x", domain="${ORIGIN}/"`, `Digest realm="x", domain="${ORIGIN}/"`],
  Allow: ["GET, HEAD", "GET, HEAD"],
  NEL: ['{"report_to":"g","max_age":9}', '{"report_to":"g","max_age":9}'],
} as const;

/** Request fields with the public origin in them, and what the application sees. */
const REQUESTS = {
  Origin: [PUBLIC, ORIGIN],
  Referer: [`${PUBLIC}/x?y`, `${ORIGIN}/x?y`],
  Destination: [`${PUBLIC}/x`, `${ORIGIN}/x`],
  If: [`<${PUBLIC}/x> (<opaquelocktoken:1> ["a"])`, `<${ORIGIN}/x> (<opaquelocktoken:1> ["a"])`],
  // Not ours to touch
  "Lock-Token": ["<opaquelocktoken:1>", "<opaquelocktoken:1>"],
  Authorization: [`Digest uri="${PUBLIC}/x"`, `Digest uri="${PUBLIC}/x"`],
} as const;

function line(name: string, value: string): RegExp {
  return new RegExp(`\\n${name}: ${value.replaceAll(/[.*+?^$()[\]{}|/]/g, "\\$&")}\\r\\n`);
}

testAnswered(
  Object.entries(RESPONSES).map(([name, [said, expected]]) => ({
    item: "A10",
    name: `${name} of a response`,
    input: request("GET /", CLOSE),
    said: `HTTP/1.1 200 OK\r\n${name}: ${said}\r\nContent-Length: 2\r\n\r\nok`,
    expected: line(name, expected),
  })),
);

testArriving(
  Object.entries(REQUESTS).map(([name, [sent, expected]]) => ({
    item: "A10",
    name: `${name} of a request`,
    input: request("MOVE /", `${name}: ${sent}`),
    expected: line(name, expected),
  })),
);
