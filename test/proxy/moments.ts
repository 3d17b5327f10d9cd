/** Of an answer that is longer than anybody waits for. */
export const HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n";

/** What an upstream has said of its answer when something ends. */
export const MOMENTS = [
  { name: "before the response", said: "" },
  { name: "after an interim response", said: "HTTP/1.1 103 Early Hints\r\n\r\n" },
  { name: "after the head", said: HEAD },
  { name: "in the body", said: `${HEAD}hello` },
  { name: "while it does not read", said: HEAD + "x".repeat(8_000_000) },
] as const;
