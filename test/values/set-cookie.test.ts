import { hosted, local, mounted } from "./scopes.ts";
import { testValues } from "./table-test.ts";

testValues("set-cookie", [
  { name: "no attributes", scope: mounted, input: "a=b" },
  { name: "the value is the application's", scope: mounted, input: "u=http://legacy.internal:8080/; HttpOnly" },
  { name: "Domain", input: "a=b; Domain=legacy.internal", expected: "a=b; Domain=www.example.com" },
  { name: "Domain with a dot", input: "a=b; domain=.Legacy.Internal;x", expected: "a=b; domain=.www.example.com;x" },
  { name: "Domain without a public form", scope: local, input: "a=b; Domain=legacy.internal; x", expected: "a=b; x" },
  {
    name: "the last Domain counts",
    scope: local,
    input: "a=b; Domain=other.example; Domain=legacy.internal",
    expected: "a=b",
  },
  { name: "a foreign Domain", input: "a=b; Domain=other.example" },
  { name: "an empty Domain", input: "a=b; Domain=; Domain" },
  { name: "Path", scope: mounted, input: "a=b; Path=/x", expected: "a=b; Path=/app/x" },
  { name: "Path=/", scope: mounted, input: "a=b;path = / ;Secure", expected: "a=b;path = /app/ ;Secure" },
  {
    name: "Path in quotes",
    scope: mounted,
    input: 'a=b; Version=1; Path="/x"',
    expected: 'a=b; Version=1; Path="/app/x"',
  },
  { name: "Path is not a path", scope: mounted, input: "a=b; Path=x" },
  { name: "flags over https", input: "a=b; Secure; SameSite=None; Partitioned; HttpOnly" },
  {
    name: "flags over http",
    scope: local,
    input: "a=b; Secure; SameSite=None; Partitioned; HttpOnly; SameSite=Lax",
    expected: "a=b; HttpOnly; SameSite=Lax",
  },
  { name: "__Host-", scope: mounted, input: "__Host-a=b; Path=/; Secure" },
  { name: "__host- over http", scope: local, input: "__host-a=b; Path=/; Secure" },
  {
    name: "__Secure- over http",
    scope: local,
    input: "__Secure-a=b; Path=/; Secure",
    expected: "__Secure-a=b; Path=/app/; Secure",
  },
  { name: "an attribute of every object", scope: hosted, input: "a=b; constructor; toString=x" },
]);
