import type { Duplex } from "node:stream";
import type { RefusalName } from "../refusals.ts";

/** An exchange, from the side of its client's connection. */
export interface Occupant {
  /** Whether the head of its response is sent. */
  readonly hasStarted: boolean;
  /** Whether that head announces the last response on the connection. */
  readonly isLast: boolean;
  /** Whether the head of its response must announce the last response; has no effect once it is sent. */
  setLast(isLast: boolean): void;
  /** The connection is closed. */
  clientGone(): void;
  /** What follows on the connection is neither a request nor its content. */
  requestBroken(refusal: RefusalName): void;
}

/** The clients' connections, and the exchanges on each. */
export class ClientConnections {
  /** Whether we end them all, whatever they are at. */
  areCutOff = false;
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
  #isClosing = false;
  #latest: Occupant | undefined;
  /** The exchange whose response is announced as the last one. */
  #last: Occupant | undefined;
  #onIdle: (() => void) | undefined;
  /** How long to wait for another request; undefined unless the connection is to be closed. */
  #patienceMs: number | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.once("close", () => {
      clearTimeout(this.#patience);
      for (const occupant of this.#occupants) occupant.clientGone();
    });
  }

  /**
   * Whether it is said that no answer follows: then what follows on the connection is no request (RFC 9112 section 9.6).
   */
  get isClosing(): boolean {
    if (this.#isClosing || this.#last?.hasStarted === true) return true;
    for (const { isLast } of this.#occupants) if (isLast) return true;
    return false;
  }

  /** Nothing more is read as a request. */
  close(): void {
    this.#isClosing = true;
  }

  enter(occupant: Occupant): void {
    this.#occupants.add(occupant);
    if (this.#patienceMs !== undefined) this.#setLast(occupant);
    this.#latest = occupant;
    if (this.#socket.destroyed) occupant.clientGone();
  }

  leave(occupant: Occupant): void {
    this.#isClosing ||= occupant.isLast;
    this.#occupants.delete(occupant);
    if (this.#latest === occupant) this.#latest = undefined;
    if (this.#occupants.size > 0) return;
    this.#onIdle?.();
    this.#awaitLast();
  }

  requestBroken(refusal: RefusalName): void {
    for (const occupant of this.#occupants) occupant.requestBroken(refusal);
  }

  /** Calls back once no exchange is active, at once if none is. Only the first callback counts. */
  whenIdle(callback: () => void): void {
    this.#onIdle ??= once(callback);
    if (this.#occupants.size === 0) this.#onIdle();
  }

  /**
   * Ends the connection with the next answer. Just to close an idle one could lose a request that is on its way to us
   * (RFC 9112 section 9.5), so that is done only after nothing came for a while.
   *
   * @param patienceMs how long
   */
  finish(patienceMs: number): void {
    if (this.#patienceMs !== undefined) return;
    this.#patienceMs = patienceMs;
    if (this.#latest?.hasStarted === false) this.#setLast(this.#latest);
    this.#awaitLast();
  }

  /** Only the last of several pipelined responses announces it. */
  #setLast(occupant: Occupant): void {
    clearTimeout(this.#patience);
    this.#last?.setLast(false);
    this.#last = occupant;
    occupant.setLast(true);
  }

  #awaitLast(): void {
    if (this.#patienceMs === undefined || this.isClosing || this.#occupants.size > 0) return;
    const read = bytesRead(this.#socket);
    this.#patience = setTimeout(() => {
      if (bytesRead(this.#socket) === read) this.#end();
      else this.#awaitLast();
    }, this.#patienceMs);
  }

  #end(): void {
    this.#isClosing = true;
    this.#socket.end();
    this.#patience = setTimeout(() => this.#socket.destroy(), LINGER_MS);
  }
}

/** How long a client has to close its side after the announced last response (RFC 9112 section 9.6). */
const LINGER_MS = 1000;

function bytesRead(socket: Duplex): unknown {
  return "bytesRead" in socket ? socket.bytesRead : undefined;
}

function once(callback: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    callback();
  };
}
