import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { Duplex, Readable } from "node:stream";
import type { RawRequest } from "../message/request-head.ts";
import type { RefusalName } from "./refusals.ts";

/** A request as a server receives it, in any version of HTTP. */
export interface Arrival {
  readonly request: ClientRequest;
  readonly content: Readable;
  /** A fault that is already known. */
  readonly fault?: RefusalName | undefined;
  /** The exchange ends with this: its connection, or its own stream. */
  readonly channel: Duplex;
  readonly client: ClientResponse;
  /** Whether the client waits for `100 Continue`, which Node has not sent. */
  readonly awaitsContinue?: boolean;
  /** Whether the channel can become a tunnel. */
  readonly mayUpgrade?: boolean;
}

/** The head of a request. */
export interface ClientRequest extends RawRequest {
  /** The peer; `encrypted` is set for TLS. */
  readonly socket: Pick<Socket, "remoteAddress"> & { readonly encrypted?: boolean };
}

/** A channel that no longer carries HTTP. */
export interface BareChannel extends Duplex {
  setTimeout(timeoutMs: number, onTimeout: () => void): unknown;
}

/** The only writer of a response to the client. Fields are names and values in turn. */
export interface ClientResponse {
  readonly hasStarted: boolean;
  /** The status sent to the client; 0 if none is sent yet. */
  readonly status: number;
  /** Bytes of content written so far. */
  readonly byteCount: number;
  /** Whether content that was written may still be read. While it may, its memory must not be used again. */
  readonly holdsContent: boolean;
  /** Whether it waits for the responses to earlier requests on the connection. */
  readonly isQueued: boolean;
  /** Whether it has started and announced that it is the last response on its connection. */
  readonly isLast: boolean;
  /** Whether the request's content is complete. */
  readonly hasWholeRequest: boolean;
  /** Whether the protocol is switched. */
  readonly isSwitched: boolean;

  /** Calls back when the response is completely written. */
  whenFinished(callback: () => void): void;
  /**
   * Whether no further request is answered on the connection, where that is said with an answer; until it has started.
   */
  setLast(isLast: boolean): void;
  /** Sends `100 Continue`. */
  askForContent(): void;
  /** Responds instead of the upstream. */
  refuse(name: RefusalName): void;
  /** A short response without content that is not an error. */
  answer(status: number, fields: readonly string[]): void;
  /** Forwards an interim response, if the client's version of HTTP has them. */
  inform(status: number, fields: readonly string[]): void;
  /** Whether a final status can be sent to this client. */
  canTell(status: number): boolean;
  /** @param reason "" for the usual one */
  start(status: number, reason: string, fields: readonly string[]): void;
  /** @returns false if the client takes no more for now: see {@link whenDrained} */
  write(chunk: Uint8Array): boolean;
  /** Calls back once, when the client takes more after a `write` that returned false. */
  whenDrained(callback: () => void): void;
  /** Sends trailer fields, if the framing allows them. Call it before {@link end}. */
  addTrailers(fields: readonly string[]): void;
  end(): void;
  /** Ends, even after a protocol switch, in a way that shows that the response is incomplete. */
  breakOff(): void;
  /** Whether an upstream's 101 can be forwarded to this client. */
  canSwitch(headers: IncomingHttpHeaders): boolean;
  /** Responds that the protocol is switched, and returns the channel. */
  switchProtocols(protocol: string, fields: readonly string[]): BareChannel;
  /** The exchange is over: the rest of the request's content is not needed. */
  discardContent(): void;
}
