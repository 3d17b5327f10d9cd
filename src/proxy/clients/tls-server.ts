import type { ServerOptions } from "node:http";
import { createServer, type Server } from "node:https";
import type { TLSSocket } from "node:tls";
import { certificatesOf, type ListenInput } from "../../config/config.ts";
import type { ReoriginError } from "../../errors.ts";
import { FileWatch } from "../../file-watch.ts";
import { type Certificate, certificateFor, readCertificate } from "./certificates.ts";
import type { Http2Connections } from "./http2-connections.ts";

/** An HTTP/1.1 server over TLS. Connections that negotiate HTTP/2 bypass it. */
export class TlsServer {
  readonly server: Server;
  #input: ListenInput;
  #certificates: readonly Certificate[];
  #watch: FileWatch;

  /** @throws ReoriginError ERR_CERTIFICATE */
  constructor(input: ListenInput, options: ServerOptions, connections: Http2Connections) {
    this.#input = input;
    this.#watch = new FileWatch(filesOf(input));
    this.#certificates = certificatesOf(input).map(readCertificate);
    this.server = createServer({
      ...options,
      handshakeTimeout: options.headersTimeout || undefined,
      ...this.#certificates[0]?.options,
      ALPNCallback: ({ protocols }) => this.#protocols.find((protocol) => protocols.includes(protocol)),
      SNICallback: (name, callback) => callback(null, certificateFor(name, this.#certificates)?.context),
    });
    lead(this.server, connections);
  }

  /**
   * Goes on with other certificates, for the connections that come from now on.
   *
   * @returns a function that does so. Nothing has changed before it is called, and it cannot fail.
   * @throws ReoriginError ERR_CERTIFICATE
   */
  prepare(input: ListenInput): () => void {
    const watch = new FileWatch(filesOf(input));
    const certificates = certificatesOf(input).map(readCertificate);
    return () => {
      this.#input = input;
      this.#watch.close();
      this.#watch = watch;
      this.#use(certificates);
    };
  }

  /**
   * Goes on with its certificates when their files change, and keeps the old ones as long as something is wrong with the
   * new. To be called once, and again after {@link prepare}.
   *
   * @param told is told what is wrong; undefined for nothing
   */
  watch(told: (problem: ReoriginError | undefined) => void): void {
    this.#watch.begin(() => told(this.#reload()));
  }

  unwatch(): void {
    this.#watch.close();
  }

  #reload(): ReoriginError | undefined {
    try {
      this.#use(certificatesOf(this.#input).map(readCertificate));
      return undefined;
    } catch (error) {
      return error as ReoriginError;
    }
  }

  #use(certificates: readonly Certificate[]): void {
    this.#certificates = certificates;
    this.server.setSecureContext(certificates[0]?.options ?? {});
  }

  /** Most preferred first. */
  get #protocols(): readonly string[] {
    return this.#input.http2 === false ? ["http/1.1"] : ["h2", "http/1.1"];
  }
}

function filesOf(input: ListenInput): string[] {
  return certificatesOf(input).flatMap(({ cert, key }) => [cert, key]);
}

/** Node's own listener reads every connection as HTTP/1.1. */
function lead(server: Server, connections: Http2Connections): void {
  const [http1] = server.listeners("secureConnection");
  server.removeAllListeners("secureConnection");
  server.on("secureConnection", (socket: TLSSocket) => {
    if (socket.alpnProtocol === "h2") connections.open(socket);
    else http1?.call(server, socket);
  });
}
