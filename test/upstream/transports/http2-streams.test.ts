import assert from "node:assert/strict";
import { describe, type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "../../proxy/fixture.ts";
import { END_STREAM, FRAME, numberFrame } from "../../proxy/http2/frames.ts";
import type { RawConnection } from "../../proxy/raw-connection.ts";
import { type Http1Message, readHttp1Message } from "../../reliability/support/http1-message.ts";
import { type Asked, dataFrame, fill, headersFrame, startFrames } from "./frame-server.ts";

/** RFC 9113 section 7, from 0 on. */
const CODES = [
  "NO_ERROR",
  "PROTOCOL_ERROR",
  "INTERNAL_ERROR",
  "FLOW_CONTROL_ERROR",
  "SETTINGS_TIMEOUT",
  "STREAM_CLOSED",
  "FRAME_SIZE_ERROR",
  "REFUSED_STREAM",
  "CANCEL",
  "COMPRESSION_ERROR",
  "CONNECT_ERROR",
  "ENHANCE_YOUR_CALM",
];

const WHEN = { "at once": 0, "after 60 ms": 60 };
const TYPES = { "as it came": "application/octet-stream", rewritten: "text/html" };

const TRAILERS = { "x-t": "1" };
const GET = request("GET /", "TE: trailers", "Connection: TE");

const reset = ({ stream }: Asked, code: number) => numberFrame(FRAME.reset, stream, code);

/** Reads a response to its end. */
async function seen(connection: RawConnection): Promise<Http1Message> {
  await connection.until((received) => readHttp1Message(received).isComplete === true).catch(() => {});
  return readHttp1Message(connection.received);
}

describe("A4-49 F1 a stream that is reset before its end", { concurrency: true }, () => {
  for (const [code, name] of CODES.entries()) {
    for (const [when, ms] of Object.entries(WHEN)) {
      for (const [how, type] of Object.entries(TYPES)) {
        test(`A4-49 F1 ${name} ${when}, content ${how}: the response is cut off`, async (t: TestContext) => {
          const { client } = await startFrames(t, async (asked) => {
            const { connection, stream } = asked;
            const start = [
              headersFrame(stream, { ":status": "200", "content-type": type }),
              dataFrame(stream, "hello"),
            ];
            if (ms === 0) {
              connection.send(...start, reset(asked, code));
            } else {
              connection.send(...start);
              await delay(ms);
              connection.send(reset(asked, code));
            }
          });
          const connection = await client();
          const { isComplete, content } = await seen(connection.send(GET));
          assert.equal(isComplete, false);
          assert.notEqual(connection.ended, "no");
          assert.ok("hello".startsWith(content), content);
        });
      }
    }
  }
});

/** Whole responses, and the content of each. */
const WHOLE: Readonly<Record<string, { content: string; frames: (asked: Asked) => Buffer[] }>> = {
  "content, then NO_ERROR": {
    content: "hello",
    frames: (asked) => [
      headersFrame(asked.stream, { ":status": "200" }),
      dataFrame(asked.stream, "hello", END_STREAM),
      reset(asked, 0),
    ],
  },
  "an empty end of its own, then NO_ERROR": {
    content: "hello",
    frames: (asked) => [
      headersFrame(asked.stream, { ":status": "200" }),
      dataFrame(asked.stream, "hello"),
      dataFrame(asked.stream, "", END_STREAM),
      reset(asked, 0),
    ],
  },
  "trailers, then NO_ERROR": {
    content: "hello",
    frames: (asked) => [
      headersFrame(asked.stream, { ":status": "200" }),
      dataFrame(asked.stream, "hello"),
      headersFrame(asked.stream, TRAILERS, END_STREAM),
      reset(asked, 0),
    ],
  },
  "no content, then NO_ERROR": {
    content: "",
    frames: (asked) => [headersFrame(asked.stream, { ":status": "200" }, END_STREAM), reset(asked, 0)],
  },
};

const REQUESTS = {
  "a GET": GET,
  "an upload that is not finished": request("POST /", "Transfer-Encoding: chunked"),
};

for (const [request, head] of Object.entries(REQUESTS)) {
  for (const [name, { content, frames }] of Object.entries(WHOLE)) {
    test(`A4-49 F1 RFC 9113 8.1 ${request}, answered by ${name}: the response is whole`, async (t) => {
      const { client } = await startFrames(t, (asked) => asked.connection.send(...frames(asked)));
      assert.deepEqual(await seen((await client()).send(head)), { status: 200, content, isComplete: true });
    });
  }
}

/** What may follow content that a slow client has not taken yet. */
const ENDS: Readonly<Record<string, (asked: Asked) => Buffer[]>> = {
  END_STREAM: ({ stream }) => [dataFrame(stream, "", END_STREAM)],
  trailers: ({ stream }) => [headersFrame(stream, TRAILERS, END_STREAM)],
  "END_STREAM and NO_ERROR": (asked) => [dataFrame(asked.stream, "", END_STREAM), reset(asked, 0)],
};

for (const [request, head] of Object.entries(REQUESTS)) {
  for (const [name, end] of Object.entries(ENDS)) {
    test(`A4-58 F1 ${request}, a slow client, ${name}: all that came before is sent`, {
      timeout: 30_000,
    }, async (t) => {
      const sent = Promise.withResolvers<number>();
      const { client } = await startFrames(t, async (asked) => {
        asked.connection.send(headersFrame(asked.stream, { ":status": "200" }));
        const bytes = await fill(asked);
        asked.connection.send(...end(asked));
        sent.resolve(bytes);
      });
      const connection = await client();
      connection.socket.pause();
      connection.send(head);
      const bytes = await sent.promise;
      await delay(50);
      connection.socket.resume();
      const { content, isComplete } = await seen(connection);
      assert.deepEqual({ isComplete, bytes: content.length }, { isComplete: true, bytes });
    });
  }
}
