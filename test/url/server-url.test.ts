import assert from "node:assert/strict";
import { test } from "node:test";
import { isSocketUrl, parseServerUrl } from "../../src/url/server-url.ts";

const cases = [
  { input: "http://10.0.0.5:8080", text: "http://10.0.0.5:8080" },
  { input: "HTTPS://App.Internal.:443/", text: "https://app.internal" },
  { input: "http://[::1]:8080", text: "http://[::1]:8080" },
  { input: "http+unix:///run/app.sock", text: "http+unix:///run/app.sock", socketPath: "/run/app.sock" },
  { input: "http+unix:/run/app.sock", text: "http+unix:///run/app.sock", socketPath: "/run/app.sock" },
  { input: "http+unix://%2Frun%2Fapp.sock", text: "http+unix:///run/app.sock", socketPath: "/run/app.sock" },
  { input: "http+unix://%2Frun%2Fapp.sock/", text: "http+unix:///run/app.sock", socketPath: "/run/app.sock" },
  { input: "http+unix:///run/my%20app.sock", text: "http+unix:///run/my%20app.sock", socketPath: "/run/my app.sock" },
];

for (const { input, text, socketPath } of cases) {
  test(`a server's URL: ${input}`, () => {
    assert.deepEqual(parseServerUrl(input), { text, socketPath });
    assert.deepEqual(parseServerUrl(text), { text, socketPath }, "its one spelling");
    assert.equal(isSocketUrl(text), socketPath !== undefined);
  });
}

const refused = [
  { input: "http://10.0.0.5/path", state: "it carries a path" },
  { input: "ftp://10.0.0.5", state: 'its scheme is "ftp", not http or https' },
  { input: "/run/app.sock", state: "it is not an absolute URL" },
  { input: "http+unix:app.sock", state: "it is not the absolute name of a socket" },
  { input: "http+unix:///", state: "it is not the absolute name of a socket" },
  { input: "http+unix://host/run/app.sock", state: "it is not the absolute name of a socket" },
  { input: "http+unix:///run/%00", state: "it is not the absolute name of a socket" },
  { input: "http+unix:///run/%zz", state: "it is not the absolute name of a socket" },
  { input: "http+unix:///run/app.sock?x", state: "it carries more than the file of a socket" },
  { input: `http+unix:///${"x".repeat(107)}`, state: "the name of its socket is longer than 107 bytes" },
];

for (const { input, state } of refused) {
  test(`no server's URL: ${input.slice(0, 40)}`, () => {
    assert.throws(
      () => parseServerUrl(input),
      ({ code, message }) => code === "ERR_INVALID_URL" && message.includes(`"${input}"`) && message.endsWith(state),
    );
  });
}
