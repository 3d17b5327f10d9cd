import dns from "node:dns";
import { Socket } from "node:net";
import type { TestContext } from "node:test";

/**
 * Writes down every address that anything in this process connects to (`address:port`, or the path of a Unix socket), and
 * every name that it looks up, until the test ends.
 */
export function logDialling(t: TestContext): Set<string> {
  const dialled = new Set<string>();
  const { connect } = Socket.prototype;
  t.mock.method(Socket.prototype, "connect", function (this: Socket, ...args: unknown[]) {
    this.on("connectionAttempt", (address: string, port?: number) =>
      dialled.add(port === undefined ? address : `${address}:${port}`),
    );
    return Reflect.apply(connect, this, args);
  });
  const { lookup } = dns;
  t.mock.method(dns, "lookup", (name: string, ...rest: unknown[]) => {
    dialled.add(name);
    return Reflect.apply(lookup, dns, [name, ...rest]);
  });
  return dialled;
}
