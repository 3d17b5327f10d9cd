import { mounted } from "../scopes.ts";
import { testValues } from "../table-test.ts";

testValues("quoted-url", [
  { name: "dictionary members", scope: mounted, input: 'main="/r", b="x"', expected: 'main="/app/r", b="x"' },
  { name: "list items", scope: mounted, input: '"/a.json", "/b.json"', expected: '"/app/a.json", "/app/b.json"' },
  { name: "an escaped quote", scope: mounted, input: '"a\\"/b", "/c"', expected: '"a\\"/b", "/app/c"' },
  {
    name: "a quote in what is written anew stays escaped",
    scope: mounted,
    input: '"/\\"/../x\\"y", "/z"',
    expected: '"/app/x\\"y", "/app/z"',
  },
  { name: "an escaped slash", scope: mounted, input: '"\\/a\\/b"', expected: '"\\/app\\/a\\/b"' },
  { name: "no end", scope: mounted, input: '"/a", "/b', expected: '"/app/a", "/b' },
]);

testValues("quoted-origin", [
  {
    name: "Permissions-Policy",
    scope: mounted,
    input: 'geolocation=(self "http://legacy.internal:8080"), camera=()',
    expected: 'geolocation=(self "https://www.example.com"), camera=()',
  },
]);

testValues("allowed-origin", [
  {
    name: "Activate-Storage-Access",
    input: 'retry; allowed-origin="http://legacy.internal:8080"; x="http://legacy.internal:8080"',
    expected: 'retry; allowed-origin="https://www.example.com"; x="http://legacy.internal:8080"',
  },
]);

testValues("session-registration", [
  {
    name: "the path, not the challenge",
    scope: mounted,
    input: '(ES256);path="/start";challenge="/w=="',
    expected: '(ES256);path="/app/start";challenge="/w=="',
  },
]);

testValues("p3p", [
  {
    name: "policyref",
    scope: mounted,
    input: 'policyref="/w3c/p3p.xml", CP="/NOI"',
    expected: 'policyref="/app/w3c/p3p.xml", CP="/NOI"',
  },
]);

testValues("challenge", [
  {
    name: "Bearer",
    scope: mounted,
    input: 'Bearer realm="http://legacy.internal:8080/token",service="hub", resource_metadata="/.well-known/x"',
    expected: 'Bearer realm="https://www.example.com/app/token",service="hub", resource_metadata="/app/.well-known/x"',
  },
  {
    name: "Digest: the realm is hashed",
    scope: mounted,
    input: 'Digest realm="http://legacy.internal:8080", domain="/a http://legacy.internal:8080/b", nonce="/x"',
    expected: 'Digest realm="http://legacy.internal:8080", domain="/app/a https://www.example.com/app/b", nonce="/x"',
  },
  { name: "Basic", scope: mounted, input: 'Basic realm="/private"' },
]);

testValues("allow-from", [
  {
    name: "ALLOW-FROM",
    input: "Allow-From http://legacy.internal:8080/",
    expected: "Allow-From https://www.example.com/",
  },
  { name: "SAMEORIGIN", scope: mounted, input: "SAMEORIGIN" },
]);
