import type { ServerResponse } from "node:http";
import type { Visit } from "../application.ts";
import { BOOKS, bookUrl } from "./books.ts";

const PERIOD_MS = 2000;

/** An event stream: a book that comes in now, and another every two seconds until the reader goes away. */
export function arrivals(_visit: Visit, response: ServerResponse): undefined {
  let number = 0;
  const send = () => {
    const item = BOOKS[number++ % BOOKS.length]!;
    response.write(`event: arrival\ndata: ${JSON.stringify({ title: item.title, url: bookUrl(item) })}\n\n`);
  };
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  send();
  const timer = setInterval(send, PERIOD_MS);
  response.once("close", () => clearInterval(timer));
}
