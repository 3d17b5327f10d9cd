import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { Duplex, Readable } from "node:stream";
import type { RawRequest } from "../message/request-head.ts";
import type { RefusalName } from "./refusals.ts";

/** A request as a server hands it over, in whichever version of HTTP it came. */
export interface Arrival {
  readonly request: ClientRequest;
  readonly content: Readable;
  /** What is known to be wrong with it. */
  readonly fault?: RefusalName | undefined;
  /** What the exchange stands or falls with: the connection, or the stream that it has to itself. */
  readonly channel: Duplex;
  readonly client: ClientResponse;
  /** Whether the client waits for `100 Continue`, and Node has not sent it. */
  readonly awaitsContinue?: boolean;
  /** Whether the channel can become a tunnel. */
  readonly mayUpgrade?: boolean;
}

/** The head of a request. */
export interface ClientRequest extends RawRequest {
  /** Whom it came from; `encrypted` is there where that is TLS. */
  readonly socket: Pick<Socket, "remoteAddress"> & { readonly encrypted?: boolean };
}

/** A channel that carries no more HTTP. */
export interface BareChannel extends Duplex {
  setTimeout(timeoutMs: number, onTimeout: () => void): unknown;
}

/** The one writer of an answer to the client. Fields are names and values in turn. */
export interface ClientResponse {
  readonly hasStarted: boolean;
  /** The status that the client sees; 0 while it sees none. */
  readonly status: number;
  /** Bytes of content written so far. */
  readonly byteCount: number;
  /** Whether it waits for the answers to earlier requests of the connection. */
  readonly isQueued: boolean;
  /** Whether it has started by saying that no request is answered after it on its connection. */
  readonly isLast: boolean;
  /** Whether all of the request's content has come. */
  readonly hasWholeRequest: boolean;
  /** Whether the protocol is switched. */
  readonly isSwitched: boolean;

  /** Calls back when all of the answer is written. */
  whenFinished(callback: () => void): void;
  /**
   * Whether no further request is answered on the connection, where that is said with an answer; until it has started.
   */
  setLast(isLast: boolean): void;
  /** Sends `100 Continue`. */
  askForContent(): void;
  /** Answers in the upstream's place. */
  refuse(name: RefusalName): void;
  /** A short answer without content that is no error. */
  answer(status: number, fields: readonly string[]): void;
  /** Passes on an interim response, where the client's version knows it. */
  inform(status: number, fields: readonly string[]): void;
  /** Whether a final status can be told to this client. */
  canTell(status: number): boolean;
  /** @param reason "" for the usual one */
  start(status: number, reason: string, fields: readonly string[]): void;
  /** @returns false when the client takes no more for now: see {@link whenDrained} */
  write(chunk: Uint8Array): boolean;
  /** Calls back once, when the client takes more after a `write` that returned false. */
  whenDrained(callback: () => void): void;
  /** Trailer fields are sent where the framing has room for them. Before {@link end}. */
  addTrailers(fields: readonly string[]): void;
  end(): void;
  /** Ends, even after a protocol switch, in a way that shows that the response is incomplete. */
  breakOff(): void;
  /** Whether this client can be told of an upstream's 101. */
  canSwitch(headers: IncomingHttpHeaders): boolean;
  /** Answers that the protocol is switched, and hands over the channel. */
  switchProtocols(protocol: string, fields: readonly string[]): BareChannel;
  /** The exchange is over: the rest of the request's content is not needed. */
  discardContent(): void;
}
