import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAuthority, parseRequestTarget } from "../../src/message/request-target.ts";

const targets = [
  { name: "origin form", method: "GET", input: "/a?b", expected: { authority: undefined, path: "/a?b" } },
  {
    name: "every octet is kept",
    method: "GET",
    input: "/a%2Fb/%7e//c;p?x=%20&y=+&;",
    expected: { authority: undefined, path: "/a%2Fb/%7e//c;p?x=%20&y=+&;" },
  },
  {
    name: "two slashes are a path, not a host",
    method: "GET",
    input: "//evil/x",
    expected: { authority: undefined, path: "//evil/x" },
  },
  { name: "absolute form", method: "GET", input: "http://a:8080/x?y", expected: { authority: "a:8080", path: "/x?y" } },
  {
    name: "absolute form, https, upper case",
    method: "GET",
    input: "HTTPS://A/x",
    expected: { authority: "A", path: "/x" },
  },
  { name: "absolute form without a path", method: "GET", input: "http://a", expected: { authority: "a", path: "/" } },
  {
    name: "absolute form, query at once",
    method: "GET",
    input: "http://a?q",
    expected: { authority: "a", path: "/?q" },
  },
  {
    name: "OPTIONS for the whole server",
    method: "OPTIONS",
    input: "*",
    expected: { authority: undefined, path: "*" },
  },
  {
    name: "OPTIONS for the whole server, absolute",
    method: "OPTIONS",
    input: "http://a",
    expected: { authority: "a", path: "*" },
  },
  { name: "GET *", method: "GET", input: "*", expected: undefined },
  { name: "fragment", method: "GET", input: "/x#frag", expected: undefined },
  { name: "fragment after a query", method: "GET", input: "/x?y#frag", expected: undefined },
  { name: "backslash in the path", method: "GET", input: "/\\evil", expected: undefined },
  {
    name: "backslash in the query is data",
    method: "GET",
    input: "/x?p=C:\\",
    expected: { authority: undefined, path: "/x?p=C:\\" },
  },
  { name: "encoded NUL in the path", method: "GET", input: "/x%00.html", expected: undefined },
  {
    name: "encoded NUL in the query is data",
    method: "GET",
    input: "/x?%00",
    expected: { authority: undefined, path: "/x?%00" },
  },
  { name: "authority form", method: "GET", input: "a:80", expected: undefined },
  { name: "a scheme that is not ours", method: "GET", input: "ftp://a/x", expected: undefined },
  { name: "a relative path", method: "GET", input: "x", expected: undefined },
  { name: "nothing", method: "GET", input: "", expected: undefined },
] as const;

for (const { name, method, input, expected } of targets) {
  test(`request target: ${name}`, () => assert.deepEqual(parseRequestTarget(method, input), expected));
}

const authorities = [
  { name: "a name", input: "a.example", expected: { host: "a.example", port: -1 } },
  { name: "a name and a port", input: "a.example:8080", expected: { host: "a.example", port: 8080 } },
  { name: "an empty port", input: "a:", expected: { host: "a", port: -1 } },
  { name: "a trailing dot", input: "a.", expected: { host: "a.", port: -1 } },
  { name: "an underscore, as Docker names have", input: "my_app", expected: { host: "my_app", port: -1 } },
  { name: "IPv4", input: "127.0.0.1:80", expected: { host: "127.0.0.1", port: 80 } },
  { name: "IPv6", input: "[::1]:80", expected: { host: "[::1]", port: 80 } },
  { name: "nothing", input: "", expected: undefined },
  { name: "user information", input: "u@b", expected: undefined },
  { name: "user and password", input: "u:p@b", expected: undefined },
  { name: "a path", input: "a/b", expected: undefined },
  { name: "a query", input: "a?c", expected: undefined },
  { name: "a space", input: "a b", expected: undefined },
  { name: "a list", input: "a, b", expected: undefined },
  { name: "markup", input: 'a"><script>', expected: undefined },
  { name: "percent-encoding", input: "%31", expected: undefined },
  { name: "an open bracket", input: "[::1", expected: undefined },
  { name: "brackets around no IPv6", input: "[1.2.3.4]", expected: undefined },
  { name: "two colons", input: "a:b:c", expected: undefined },
  { name: "IPv6 without brackets", input: "::1", expected: undefined },
  { name: "a port that is no number", input: "a:http", expected: undefined },
  { name: "a port out of range", input: "a:99999", expected: undefined },
  { name: "port 0", input: "a:0", expected: undefined },
  { name: "a comma", input: "a,b", expected: undefined },
  { name: "a non-ASCII char", input: "a\xe9", expected: undefined },
] as const;

for (const { name, input, expected } of authorities) {
  test(`authority: ${name}`, () => assert.deepEqual(parseAuthority(input), expected));
}
