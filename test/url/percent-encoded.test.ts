import assert from "node:assert/strict";
import { test } from "node:test";
import { percentEncoded } from "../../src/url/parsing/percent-encoded.ts";

const CASES = {
  "unreserved chars stay": ["/azAZ09-._~", "/azAZ09-._~"],
  "reserved chars stay": [":/?#[]@!$&'()*+,;=", ":/?#[]@!$&'()*+,;="],
  "escapes stay, broken ones, too": ["/%2f%2F%zz%", "/%2f%2F%zz%"],
  "markup is encoded": ['?"><script>', "?%22%3E%3Cscript%3E"],
  "so is all else of ASCII": [" \\^`{|}\x7f", "%20%5C%5E%60%7B%7C%7D%7F"],
  "so are controls": ["\0\t\r\n", "%00%09%0D%0A"],
  "so are other octets": ["\x80\xe9\xff", "%80%E9%FF"],
} as const;

for (const [name, [reference, expected]] of Object.entries(CASES)) {
  test(`B-34 percentEncoded(): ${name}`, () => assert.equal(percentEncoded(reference), expected));
}
