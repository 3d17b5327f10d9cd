import { formatListenAddress, type ListenAddress, parseListenAddress } from "../config/address.ts";
import type { ListenInput } from "../config/config.ts";
import { badLine, type Note, type Statement } from "./directives/statement.ts";

/** An address that the old server listens on. */
export interface Listener {
  readonly statement: Statement;
  readonly address: ListenAddress;
  readonly isTls: boolean;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** PEM files: a certificate chain and its key. */
export interface Certificate {
  cert?: string;
  key?: string;
}

/** @returns why a certificate or key is left out, if there is one already */
export function keepFirst(files: Certificate, part: keyof Certificate, file: string): string | undefined {
  const first = files[part];
  files[part] ??= file;
  return first === undefined || first === file ? undefined : `there is one already, ${first}`;
}

/**
 * Reads `80`, `*:80`, `[::]:80`, `192.0.2.1:80`, `localhost` or `_default_:443`.
 *
 * @param defaultPort if the text may leave it out
 * @throws {ReoriginError} ERR_CONFIG if it is not an address.
 */
export function readAddress(text: string, defaultPort?: number): ListenAddress {
  const isPort = /^\d+$/.test(text);
  const hasPort = /^(?:\[.*\]|[^:]*):\d+$/.test(text);
  const complete = isPort ? `:${text}` : hasPort || defaultPort === undefined ? text : `${text}:${defaultPort}`;
  const address = parseListenAddress(complete.replace(/^(?:\*|_default_|0\.0\.0\.0):/, ":"));
  if (!address) throw badLine(`expected an address or a port, found "${text}"`);
  return address;
}

/**
 * The `listen` option. A listener on all interfaces covers all others on its port. A TLS port without a certificate is left
 * out.
 *
 * @param notes receives notes about what is left out
 */
export function listenOption(listeners: readonly Listener[], notes: Note[]): (string | ListenInput)[] {
  const byPort = Map.groupBy(listeners, ({ address }) => address.port);
  return [...byPort.values()].flatMap((samePort) => {
    const first = samePort.find(({ cert }) => cert) ?? (samePort[0] as Listener);
    if (samePort.some(({ isTls }) => isTls) && !first.cert) {
      notes.push({ ...first.statement, reason: "TLS without a certificate in this file; add it to listen" });
      return [];
    }
    for (const { cert, statement } of samePort) {
      if (cert && cert !== first.cert)
        notes.push({ ...statement, reason: `port ${first.address.port} shows one certificate, ${first.cert}` });
    }
    const wide = samePort.find(({ address }) => address.host === "");
    const addresses = new Set((wide ? [wide] : samePort).map(({ address }) => formatListenAddress(address)));
    return [...addresses].map((address) =>
      first.cert ? { address, cert: first.cert, key: first.key ?? first.cert } : address,
    );
  });
}
