import { UrlMap } from "../../src/url/map.ts";
import { Scope } from "../../src/url/scope.ts";
import { testValues } from "./table-test.ts";

const mounted = way("https://www.example.com/app/", "http://legacy.internal:8080/");
const prefixed = way("https://www.example.com/", "http://legacy.internal/shop/");
const unicode = way("https://www.example.com/caf\u00e9/", "http://legacy.internal:8080/");
const address = way("http://[::1]:8080/", "http://legacy.internal/");

function way(publicUrl: string, internal: string): Scope {
  return new Scope(new UrlMap([{ public: publicUrl, internal }]), "toInternal", publicUrl);
}

testValues("query", [
  {
    name: "escaped as a script escapes",
    scope: mounted,
    input: "tok=1&media=https%3A%2F%2Fwww.example.com%2Fapp%2Fx.png",
    expected: "tok=1&media=http%3A%2F%2Flegacy.internal%3A8080%2Fx.png",
  },
  {
    name: "no more escaped than it was",
    scope: mounted,
    input: "u=https://www.example.com/app/x?y",
    expected: "u=http://legacy.internal:8080/x?y",
  },
  {
    name: "escaped in part",
    scope: prefixed,
    input: "u=https://www.example.com/a%2Fb",
    expected: "u=http://legacy.internal/shop/a%2Fb",
  },
  {
    name: "escaped twice",
    scope: mounted,
    input: "u=https%253a%252f%252fwww.example.com%252fapp",
    expected: "u=http%253a%252f%252flegacy.internal%253a8080",
  },
  {
    name: "in a text with spaces",
    scope: mounted,
    input: "q=see+https%3A%2F%2Fwww.example.com%2Fapp%2Fx%20or+https://www.example.com/app/y",
    expected: "q=see+http%3A%2F%2Flegacy.internal%3A8080%2Fx%20or+http://legacy.internal:8080/y",
  },
  {
    name: "in JSON",
    scope: mounted,
    input: "j=%7B%22u%22%3A%22https%3A%5C%2F%5C%2Fwww.example.com%5C%2Fapp%5C%2F%22%7D",
    expected: "j=%7B%22u%22%3A%22http%3A%5C%2F%5C%2Flegacy.internal%3A8080%5C%2F%22%7D",
  },
  {
    name: "without a name",
    scope: mounted,
    input: "https://www.example.com/app/x",
    expected: "http://legacy.internal:8080/x",
  },
  {
    name: "as a name",
    scope: mounted,
    input: "https%3A%2F%2Fwww.example.com%2Fapp=1",
    expected: "http%3A%2F%2Flegacy.internal%3A8080=1",
  },
  {
    name: "a URL in a spelling that no link of ours has",
    scope: mounted,
    input: "u=HTTP:%2F%2Fwww.example.com:80%2Fb%2F..%2Fapp%2Fx",
    expected: "u=HTTP:%2F%2Flegacy.internal:8080%2Fx",
  },
  {
    name: "no path, where it is the prefix",
    scope: prefixed,
    input: "u=https://www.example.com",
    expected: "u=http://legacy.internal/shop",
  },
  {
    name: "a path beyond ASCII",
    scope: unicode,
    input: "u=https://www.example.com/caf%C3%A9/x&v=https%3A%2F%2Fwww.example.com%2Fcaf%25C3%25A9%2Fx",
    expected: "u=http://legacy.internal:8080/x&v=http%3A%2F%2Flegacy.internal%3A8080%2Fx",
  },
  {
    name: "a name that ends at a char beyond ASCII",
    scope: mounted,
    input: "q=https%3A%2F%2Fwww.example.com%2Fapp%C3%A9",
    expected: "q=http%3A%2F%2Flegacy.internal%3A8080%C3%A9",
  },
  {
    name: "a path that goes on with what is escaped beyond ASCII",
    scope: mounted,
    input: "q=x+https%3A%2F%2Fwww.example.com%2Fapp%25C3%25A9",
  },
  {
    name: "an address in brackets",
    scope: address,
    input: "u=http%3A%2F%2F%5B%3A%3A1%5D%3A8080%2Fx",
    expected: "u=http%3A%2F%2Flegacy.internal%2Fx",
  },
  { name: "outside the mount", scope: mounted, input: "u=https%3A%2F%2Fwww.example.com%2Fapple" },
  { name: "a host alone, where a path would tell", scope: prefixed, input: "q=www.example.com" },
  { name: "root-relative", scope: mounted, input: "u=/app/x&v=%2Fapp%2Fx" },
  { name: "malformed", scope: mounted, input: "&&=&%&%zz=%2&+%41+&a%;=??" },
]);
