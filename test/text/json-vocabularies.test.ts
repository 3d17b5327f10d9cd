import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonRewriter } from "../../src/text/json/rewriter.ts";
import { JSON_VOCABULARIES, type JsonVocabulary, type JsonVocabularyName } from "../../src/text/json/vocabularies.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { INTERNAL, newContext } from "./harness.ts";

type Sample = readonly [input: string, expected: string];

const kept = (input: string): Sample => [input, input];
const identifiers = { issuer: kept(`{"issuer":"${INTERNAL}"}`), $id: kept(`{"$id":"${INTERNAL}/schema"}`) };

/** A sample for each row; `names` are places of members' names. */
const SAMPLES: Record<JsonVocabularyName, { values: Record<string, Sample>; names?: Record<string, Sample> }> = {
  json: { values: identifiers },
  manifest: {
    values: {
      ...identifiers,
      id: ['{"id":"/x"}', '{"id":"/app/x"}'],
      start_url: ['{"start_url":"/x"}', '{"start_url":"/app/x"}'],
      scope: ['{"scope":"/"}', '{"scope":"/app/"}'],
      "icons/src": ['{"icons":[{"src":"/x"}]}', '{"icons":[{"src":"/app/x"}]}'],
      "screenshots/src": ['{"screenshots":[{"src":"/x"}]}', '{"screenshots":[{"src":"/app/x"}]}'],
      "shortcuts/url": ['{"shortcuts":[{"url":"/x"}]}', '{"shortcuts":[{"url":"/app/x"}]}'],
      "share_target/action": ['{"share_target":{"action":"/x"}}', '{"share_target":{"action":"/app/x"}}'],
      "file_handlers/action": ['{"file_handlers":[{"action":"/x"}]}', '{"file_handlers":[{"action":"/app/x"}]}'],
      "protocol_handlers/url": [
        '{"protocol_handlers":[{"url":"/x?u=%s"}]}',
        '{"protocol_handlers":[{"url":"/app/x?u=%s"}]}',
      ],
      "related_applications/url": [
        '{"related_applications":[{"url":"/x"}]}',
        '{"related_applications":[{"url":"/app/x"}]}',
      ],
      "serviceworker/src": ['{"serviceworker":{"src":"/sw.js"}}', '{"serviceworker":{"src":"/app/sw.js"}}'],
      "serviceworker/scope": ['{"serviceworker":{"scope":"/"}}', '{"serviceworker":{"scope":"/app/"}}'],
      "scope_extensions/origin": [
        `{"scope_extensions":[{"origin":"${INTERNAL}"}]}`,
        '{"scope_extensions":[{"origin":"https://www.example.com"}]}',
      ],
      "note_taking/new_note_url": [
        '{"note_taking":{"new_note_url":"/x"}}',
        '{"note_taking":{"new_note_url":"/app/x"}}',
      ],
    },
  },
  importmap: {
    values: {
      "imports/*": ['{"imports":{"a":"/a.js","b":"./b.js"}}', '{"imports":{"a":"/app/a.js","b":"./b.js"}}'],
      "scopes/*/*": ['{"scopes":{"./s/":{"a":"/a.js"}}}', '{"scopes":{"./s/":{"a":"/app/a.js"}}}'],
      "integrity/*": [
        '{"integrity":{"./a.js":"sha256-a","https://cdn.example/b.js":"sha256-b"}}',
        '{"integrity":{"./a.js":"","https://cdn.example/b.js":"sha256-b"}}',
      ],
    },
    names: {
      "imports/*": ['{"imports":{"/a.js":"./b.js"}}', '{"imports":{"/app/a.js":"./b.js"}}'],
      "scopes/*": ['{"scopes":{"/s/":{}}}', '{"scopes":{"/app/s/":{}}}'],
      "scopes/*/*": ['{"scopes":{"./s/":{"/a.js":"./b.js"}}}', '{"scopes":{"./s/":{"/app/a.js":"./b.js"}}}'],
      "integrity/*": ['{"integrity":{"/a.js":""}}', '{"integrity":{"/app/a.js":""}}'],
    },
  },
  speculationrules: {
    values: {
      urls: ['{"prefetch":[{"urls":["/x","/y"]}]}', '{"prefetch":[{"urls":["/app/x","/app/y"]}]}'],
      href_matches: [
        '{"prefetch":[{"where":{"and":[{"href_matches":"/x/*"},{"not":{"href_matches":["/y"]}}]}}]}',
        '{"prefetch":[{"where":{"and":[{"href_matches":"/app/x/*"},{"not":{"href_matches":["/app/y"]}}]}}]}',
      ],
      "href_matches/baseURL": ['{"href_matches":{"baseURL":"/x"}}', '{"href_matches":{"baseURL":"/app/x"}}'],
    },
  },
  "source-map": {
    values: {
      file: ['{"file":"/x.js"}', '{"file":"/app/x.js"}'],
      sourceRoot: ['{"sourceRoot":"/src/"}', '{"sourceRoot":"/app/src/"}'],
      sources: ['{"sources":["/a.ts","b.ts"]}', '{"sources":["/app/a.ts","b.ts"]}'],
      "sections/url": ['{"sections":[{"url":"/x.map"}]}', '{"sections":[{"url":"/app/x.map"}]}'],
    },
  },
  hypermedia: {
    values: {
      ...identifiers,
      href: ['{"_links":{"next":{"href":"/x{?page}"}}}', '{"_links":{"next":{"href":"/app/x{?page}"}}}'],
      "links/*": ['{"links":{"self":"/x"}}', '{"links":{"self":"/app/x"}}'],
      instance: ['{"instance":"/x"}', '{"instance":"/app/x"}'],
      url: ['{"url":"/x"}', '{"url":"/app/x"}'],
      thumbnail_url: ['{"thumbnail_url":"/x"}', '{"thumbnail_url":"/app/x"}'],
      author_url: ['{"author_url":"/x"}', '{"author_url":"/app/x"}'],
      provider_url: ['{"provider_url":"/x"}', '{"provider_url":"/app/x"}'],
    },
  },
  openapi: {
    values: {
      ...identifiers,
      $ref: ['{"a":{"$ref":"/x.json#/a"},"b":{"$ref":"#/b"}}', '{"a":{"$ref":"/app/x.json#/a"},"b":{"$ref":"#/b"}}'],
      "servers/url": ['{"servers":[{"url":"/v1"}]}', '{"servers":[{"url":"/app/v1"}]}'],
      "externalDocs/url": ['{"externalDocs":{"url":"/x"}}', '{"externalDocs":{"url":"/app/x"}}'],
      "contact/url": ['{"info":{"contact":{"url":"/x"}}}', '{"info":{"contact":{"url":"/app/x"}}}'],
      "license/url": ['{"info":{"license":{"url":"/x"}}}', '{"info":{"license":{"url":"/app/x"}}}'],
      termsOfService: ['{"info":{"termsOfService":"/x"}}', '{"info":{"termsOfService":"/app/x"}}'],
      authorizationUrl: ['{"authorizationUrl":"/x"}', '{"authorizationUrl":"/app/x"}'],
      tokenUrl: ['{"tokenUrl":"/x"}', '{"tokenUrl":"/app/x"}'],
      refreshUrl: ['{"refreshUrl":"/x"}', '{"refreshUrl":"/app/x"}'],
      openIdConnectUrl: ['{"openIdConnectUrl":"/x"}', '{"openIdConnectUrl":"/app/x"}'],
      basePath: ['{"basePath":"/v1"}', '{"basePath":"/app/v1"}'],
    },
  },
};

const VOCABULARIES = Object.entries(JSON_VOCABULARIES) as [JsonVocabularyName, JsonVocabulary][];

for (const [name, vocabulary] of VOCABULARIES) {
  for (const kind of ["values", "names"] as const) {
    for (const place of Object.keys(vocabulary[kind] ?? {})) {
      test(`${name}: ${kind} at ${place}`, () => {
        const sample = SAMPLES[name][kind]?.[place];
        assert.ok(sample, "a row without a sample");
        assert.equal(rewritten(name, sample[0]), sample[1]);
        assert.notEqual(withoutRow(name, sample[0]), sample[1], "the sample passes without the row");
      });
    }
  }

  for (const marker of vocabulary.markers ?? []) {
    test(`${name}: a text with "${marker}" in its outermost object`, () => {
      const [input, expected] = Object.values(SAMPLES[name].values).at(-1) as Sample;
      const members = [`{"${marker}":"1"`, `"a":{"b":${input}}}`].join();
      assert.equal(rewritten("json", members), members.replace(input, expected));
      assert.equal(rewritten("json", `{"a":{"${marker}":"1"},"b":${input}}`), `{"a":{"${marker}":"1"},"b":${input}}`);
    });
  }
}

function rewritten(vocabulary: JsonVocabularyName, text: string): string {
  return rewriteWhole(new JsonRewriter(newContext(), vocabulary), text);
}

/** As it would be under a name that no vocabulary has. */
function withoutRow(name: JsonVocabularyName, text: string): string {
  if (name !== "json" && !/"(?:issuer|\$id)"/.test(text)) return rewritten("json", text);
  return rewritten(name, text.replace(/"(?:issuer|\$id)"/, '"other"')).replace(
    '"other"',
    /issuer/.test(text) ? '"issuer"' : '"$id"',
  );
}
