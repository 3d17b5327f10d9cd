import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineName } from "../../src/options.ts";
import { mounted, rewriteHtml } from "./harness.ts";
import { assertAnySplit } from "./splits.ts";

const ENGINES: readonly EngineName[] = ["scan", "htmlparser2", "parse5"];
const MARKUP = "<script>0</script>";

/** A text; `^` stands where the markup comes, or nowhere. */
interface Case {
  readonly name: string;
  readonly text: string;
  /** Default false. */
  readonly isDocument?: boolean;
}

const cases: Case[] = [
  { name: "the first in head", text: "<!doctype html><html><head>^<script>1</script></head><body></body></html>" },
  {
    name: "behind the attributes of head",
    text: `<html a="<"><head profile='>' b>\n^<meta charset="utf-8"><title>x</title>`,
  },
  {
    name: "behind comments, which run in no browser",
    text: "<!--[if IE]><html><![endif]--><!DOCTYPE html>\n<!-- <head> --><html>\n<head><!-- x -->^<base>",
  },
  { name: "no head", text: "<html>^<script>1</script><body>" },
  { name: "no html", text: "<head>^<link></head>" },
  { name: "a doctype alone", text: '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">\n^<p>x' },
  { name: "a title alone", text: "^<title>x</title><script>1</script>" },
  { name: "a body alone", text: "\n^<BODY onload=x>" },
  { name: "frames", text: "<HTML>^<FRAMESET><FRAME SRC=x></FRAMESET></HTML>" },
  { name: "an empty head", text: "<html><head>^</head><body>x" },
  { name: "text behind html", text: "<html>\n ^x<p>" },
  { name: "text beyond ASCII", text: "<html>Ã©^x" },
  { name: "a byte order mark", text: "ï»¿<!doctype html>^<p>" },
  { name: "a declaration of XML", text: '<?xml version="1.0"?><html xmlns="x"><head>^<title/>' },
  { name: "a document that only its request tells", text: " ^<p>x<script>1</script>", isDocument: true },
  { name: "a text that only its request tells", text: "^x < y", isDocument: true },
  { name: "only once", text: "<html><head>^<title>x</title></head><head><html><title>x" },
  { name: "a part of a document", text: "<p>x</p><script>1</script><html><head><title>x</title>" },
  { name: "a part that begins with text", text: "x<html><head><title>x" },
  { name: "a part that begins with an end tag", text: "</p><html><head><title>x" },
  { name: "nothing", text: "", isDocument: true },
  { name: "nothing but structure", text: "<!doctype html><html><head>", isDocument: true },
  {
    name: "a document in a document",
    text: '<p><iframe srcdoc="<html><head><title>x"></iframe><noscript><title>x</title></noscript>',
  },
];

for (const engine of ENGINES) {
  for (const { name, text, isDocument = false } of cases) {
    test(`${engine}: ${name}`, () => {
      const input = text.replace("^", "");
      const settings = { options: { engine }, opening: { markup: MARKUP, isDocument } };
      assertAnySplit((cuts) => rewriteHtml(input, settings, cuts), input.length, text.replace("^", MARKUP));
    });
  }

  test(`${engine}: what moves before and behind keeps its place`, () => {
    const input = `<!-- http://legacy.internal:8080/c --><html manifest="/m"> <head profile="/p">\n<link href="/x">http://legacy.internal:8080/y`;
    const expected = `<!-- https://www.example.com/app/c --><html manifest="/app/m"> <head profile="/app/p">\n${MARKUP}<link href="/app/x">https://www.example.com/app/y`;
    const settings = { map: mounted, options: { engine }, opening: { markup: MARKUP, isDocument: false } };
    assertAnySplit((cuts) => rewriteHtml(input, settings, cuts), input.length, expected);
  });
}

test("behind a tag that is too long to be kept", () => {
  const long = `<html a="${"x".repeat(300)}">`;
  const settings = { opening: { markup: MARKUP, isDocument: false }, pendingTokenBytes: 100 };
  assert.equal(rewriteHtml(`${long}<head><p>`, settings, [50, 150, 250]), `${long}<head>${MARKUP}<p>`);
});
