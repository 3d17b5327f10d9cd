import type { Duplex } from "node:stream";
import type { RefusalName } from "./refusals.ts";

/** An exchange, as its client's connection sees it. */
export interface Occupant {
  /** The connection is closed. */
  clientGone(): void;
  /** What follows on the connection is no request, and no content of one. */
  requestBroken(refusal: RefusalName): void;
}

/** The clients' connections, and who is busy on each. */
export class ClientConnections {
  readonly #connections = new WeakMap<Duplex, ClientConnection>();

  of(socket: Duplex): ClientConnection {
    let connection = this.#connections.get(socket);
    if (!connection) {
      connection = new ClientConnection(socket);
      this.#connections.set(socket, connection);
    }
    return connection;
  }
}

/** One connection; pipelined requests share it, so that there may be several occupants. */
export class ClientConnection {
  readonly #socket: Duplex;
  readonly #occupants = new Set<Occupant>();
  /** Whether an answer says that it is the last: what follows on the connection is no request. */
  isClosing = false;
  #onIdle: (() => void) | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.once("close", () => {
      for (const occupant of this.#occupants) occupant.clientGone();
    });
  }

  enter(occupant: Occupant): void {
    this.#occupants.add(occupant);
    if (this.#socket.destroyed) occupant.clientGone();
  }

  leave(occupant: Occupant): void {
    this.#occupants.delete(occupant);
    if (this.#occupants.size === 0) this.#onIdle?.();
  }

  requestBroken(refusal: RefusalName): void {
    for (const occupant of this.#occupants) occupant.requestBroken(refusal);
  }

  /** Calls back once nobody is busy here, at once when nobody is. Only the first callback counts. */
  whenIdle(callback: () => void): void {
    if (this.#onIdle) return;
    this.#onIdle = callback;
    if (this.#occupants.size === 0) callback();
  }
}
