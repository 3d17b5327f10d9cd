import assert from "node:assert/strict";
import { test } from "node:test";
import { REFUSALS, type RefusalName } from "../../../src/proxy/refusals.ts";
import { startProxy } from "../../proxy/fixture.ts";
import { RawServer } from "../../proxy/raw-connection.ts";

/** A test of an item of docs/http.md is called `item name`. */
interface Row {
  readonly item: string;
  readonly name: string;
  /** All that the client sends. */
  readonly input: string;
}

export const CLOSE = "Connection: close";
export const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

export interface RefusedRow extends Row {
  readonly refusal: RefusalName;
}

/** Requests that are answered by the proxy alone: with this status and text, nothing reflected, and no upstream hears of it. */
export function testRefused(rows: readonly RefusedRow[]): void {
  for (const { item, name, input, refusal } of rows) {
    test(`${item} ${name}`, async (t) => {
      const { upstream, client } = await startProxy(t, await RawServer.listen());
      const connection = await client();
      const { status, text, closes } = REFUSALS[refusal];
      const answer = await connection.send(input).includes(`${text}\n`);
      assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(answer, /^content-type: text\/plain; charset=utf-8\r$/im);
      assert.match(answer, /^x-content-type-options: nosniff\r$/im);
      assert.match(answer, /^cache-control: no-store\r$/im);
      assert.match(answer, /^date: /im);
      assert.doesNotMatch(answer, /evil|legacy|127\.0\.0\.1/);
      if (closes) await connection.end();
      assert.equal(upstream.connections.length, 0);
    });
  }
}

export interface ArrivingRow extends Row {
  /** What the upstream receives. */
  readonly expected: RegExp;
}

/** Requests that the upstream must see in a certain way. */
export function testArriving(rows: readonly ArrivingRow[]): void {
  for (const { item, name, input, expected } of rows) {
    test(`${item} ${name}`, async (t) => {
      const upstream = await RawServer.listen();
      const { client } = await startProxy(t, upstream);
      const connection = await client();
      connection.send(input);
      const application = await upstream.next();
      await application.until((received) => expected.test(received), String(expected));
      application.send(OK);
      await connection.head();
    });
  }
}

export interface AnsweredRow extends Row {
  /** What the upstream answers. */
  readonly said: string;
  /** Whether it keeps the connection after that. Default "keep". */
  readonly ending?: "keep" | "finish" | "reset";
  /** What the client receives until its connection ends. */
  readonly expected: RegExp;
}

/** Responses that the client must see in a certain way. */
export function testAnswered(rows: readonly AnsweredRow[]): void {
  for (const { item, name, input, said, ending, expected } of rows) {
    test(`${item} ${name}`, async (t) => {
      const { ask } = await startProxy(t, await RawServer.answering(said, ending));
      assert.match(await ask(input), expected);
    });
  }
}
