/** The content of the last response in what a client received, out of its chunks if it has any. */
export function contentOf(answer: string): string {
  const start = answer.lastIndexOf("HTTP/1.1 ");
  const headEnd = answer.indexOf("\r\n\r\n", start);
  const body = answer.slice(headEnd + 4);
  return /^transfer-encoding: chunked\r$/im.test(answer.slice(start, headEnd + 2)) ? dechunked(body) : body;
}

function dechunked(body: string): string {
  let text = "";
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.slice(at, lineEnd), 16);
    if (!(size > 0)) return text;
    text += body.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}
