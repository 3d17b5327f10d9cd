import assert from "node:assert/strict";
import { test } from "node:test";
import { XmlRewriter } from "../../src/text/xml/rewriter.ts";
import { XML_VOCABULARIES } from "../../src/text/xml/vocabularies.ts";
import type { XmlVocabulary } from "../../src/text/xml/vocabulary.ts";
import { rewriteWhole } from "../../src/text-rewriter.ts";
import { newContext } from "./harness.ts";
import { DOCUMENT_SAMPLES } from "./samples/documents.ts";
import { FEED_SAMPLES } from "./samples/feeds.ts";
import { MEDIA_SAMPLES } from "./samples/media.ts";
import { INTERNAL, type Sample, type Samples } from "./samples/sample.ts";
import { SERVICE_SAMPLES } from "./samples/services.ts";

const SAMPLES: Samples = { ...DOCUMENT_SAMPLES, ...FEED_SAMPLES, ...SERVICE_SAMPLES, ...MEDIA_SAMPLES };
const VOCABULARIES: [string, XmlVocabulary][] = Object.entries(XML_VOCABULARIES);

/** Visible text moves or not: a row must make a difference in one of the two. */
const TEXT_OPTIONS = [{ text: true }, { text: false }];

for (const [name, vocabulary] of VOCABULARIES) {
  for (const place of Object.keys(vocabulary.places ?? {})) {
    test(`${name}: ${place}`, () => {
      const sample = SAMPLES[name]?.[place];
      assert.ok(sample, "a row without a sample");
      const differences = TEXT_OPTIONS.filter(({ text }) => {
        assert.equal(rewritten(open(vocabulary), sample[0], text), sample[1]);
        return rewritten(UNKNOWN, sample[0], text) !== sample[1];
      });
      assert.notEqual(differences.length, 0, "the sample passes without the row");
    });
  }

  for (const namespace of vocabulary.namespaces) {
    test(`${name}: namespace ${namespace}`, () => {
      assertKnown(name, (fragment) => inNamespace(namespace, fragment));
    });
  }

  for (const root of vocabulary.roots ?? []) {
    test(`${name}: document element ${root}`, () => {
      assertKnown(name, (fragment) => `<${root}>${fragment}</${root}>`);
    });
  }
}

const MARKUP_SAMPLE: Sample = ['<a href="/x"/>', '<a href="/app/x"/>'];
const SIGNED_SAMPLE: Sample = [`<Signature/><e>${INTERNAL}/</e>`, `<Signature/><e>${INTERNAL}/</e>`];

function assertKnown(name: string, wrap: Wrap): void {
  const vocabulary: XmlVocabulary = XML_VOCABULARIES[name as keyof typeof XML_VOCABULARIES];
  const sample = vocabulary.isMarkup ? MARKUP_SAMPLE : vocabulary.isSigned ? SIGNED_SAMPLE : firstSample(name);
  assert.equal(rewritten(wrap, sample[0], true), sample[1]);
  assert.notEqual(rewritten(UNKNOWN, sample[0], !isMoved(sample)), sample[1]);
}

function firstSample(name: string): Sample {
  return Object.values(SAMPLES[name] ?? {})[0] as Sample;
}

function isMoved(sample: Sample): boolean {
  return sample[0] !== sample[1];
}

type Wrap = (fragment: string) => string;

const UNKNOWN: Wrap = (fragment) => inNamespace("urn:unknown", fragment);

function open({ namespaces, roots }: XmlVocabulary): Wrap {
  const [namespace] = namespaces;
  if (namespace !== undefined) return (fragment) => inNamespace(namespace, fragment);
  return (fragment) => `<${roots?.[0]}>${fragment}</${roots?.[0]}>`;
}

function inNamespace(namespace: string, fragment: string): string {
  const name = namespace.replace(/^\/\//, "http://").replace("*", "1.0/");
  return `<doc xmlns="${name}" xmlns:p="${name}">${fragment}</doc>`;
}

function rewritten(wrap: Wrap, fragment: string, text: boolean): string {
  const document = wrap(fragment);
  const start = document.indexOf(fragment);
  const output = rewriteWhole(new XmlRewriter(newContext({ options: { text } })), document);
  return output.slice(start, output.length - (document.length - start - fragment.length));
}

test("the samples name no row that is gone", () => {
  for (const [name, samples] of Object.entries(SAMPLES)) {
    const vocabulary: XmlVocabulary | undefined = XML_VOCABULARIES[name as keyof typeof XML_VOCABULARIES];
    assert.deepEqual(
      Object.keys(samples).filter((place) => !(place in (vocabulary?.places ?? {}))),
      [],
      name,
    );
  }
});
