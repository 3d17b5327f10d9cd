/** What a strict reader of HTTP/1 makes of the bytes of one response (RFC 9112). */
export interface Http1Message {
  /** 0 while the head is not all there. */
  readonly status: number;
  /** The content as far as it is there, as latin1 text. */
  readonly content: string;
  /** Whether the message shows its own end; "with the connection" when nothing but that can end it. */
  readonly isComplete: boolean | "with the connection";
}

const NOTHING: Http1Message = { status: 0, content: "", isComplete: false };

export function readHttp1Message(received: string): Http1Message {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return NOTHING;
  const head = received.slice(0, end);
  const body = received.slice(end + 4);
  const status = Number(head.slice(9, 12));
  if (/^transfer-encoding: *chunked$/im.test(head)) return { status, ...readChunks(body) };
  const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
  if (length === undefined) return { status, content: body, isComplete: "with the connection" };
  return { status, content: body.slice(0, Number(length)), isComplete: body.length >= Number(length) };
}

function readChunks(body: string): Pick<Http1Message, "content" | "isComplete"> {
  let content = "";
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    if (lineEnd === -1) return { content, isComplete: false };
    const size = Number.parseInt(body.slice(at, lineEnd), 16);
    if (size === 0) return { content, isComplete: body.startsWith("\r\n", lineEnd + 2) || /\r\n\r\n$/.test(body) };
    content += body.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}
