import type { Dispatcher } from "undici";
import type { Limits } from "../limits.ts";
import type { Ejection } from "./ejection.ts";
import { isOurOwn, isStaleConnection } from "./error-code.ts";
import type { HealthCheck } from "./health-check.ts";
import type { OriginServer } from "./origin-server.ts";
import type { Transport } from "./transports/transport.ts";

/** What decides whether a server is healthy; nothing, if it takes every request. */
export interface ServerHealth {
  readonly ejection?: Ejection | undefined;
  readonly check?: HealthCheck | undefined;
}

/** A server at one address: its requests, and its health. */
export class Server implements OriginServer {
  readonly origin: string;
  readonly #transport: Transport;
  readonly #ejection: Ejection | undefined;
  readonly #check: HealthCheck | undefined;
  readonly #capacity: number;
  #inFlight = 0;

  constructor(origin: string, transport: Transport, limits: Readonly<Limits>, { ejection, check }: ServerHealth = {}) {
    this.origin = origin;
    this.#transport = transport;
    this.#ejection = ejection;
    this.#check = check;
    this.#capacity = limits.upstreamConnections + limits.upstreamQueue;
  }

  /** Whether `upstreamQueue` requests are waiting already. */
  get isFull(): boolean {
    return this.#inFlight >= this.#capacity;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Whether it takes requests: it is neither ejected nor unhealthy. */
  get isIn(): boolean {
    return this.#ejection?.isOut !== true && this.#check?.isWell !== false;
  }

  /** Whether it is out because of its answers. */
  get isIll(): boolean {
    return this.#ejection?.isIll === true;
  }

  /** Whether it is out and may take one request as a trial; see {@link Ejection.isDue}. */
  isDue(isLastResort: boolean): boolean {
    return this.#check?.isWell !== false && this.#ejection?.isDue(isLastResort) === true;
  }

  try(): void {
    this.#ejection?.try();
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#inFlight++;
    this.#transport.dispatch(options, handler);
  }

  release(): void {
    this.#inFlight--;
    this.#ejection?.release();
  }

  answered(status: number): void {
    this.#ejection?.note(status >= 500 && !OF_REQUESTS.has(status) ? "ill" : "well");
  }

  failed(error: Error, wasSent: boolean): void {
    if (this.#ejection && !isStaleConnection(error) && !isOurOwn(error)) {
      this.#ejection.note(wasSent ? "ill" : "unreachable");
    }
  }

  async destroy(): Promise<void> {
    this.#check?.stop();
    await this.#transport.destroy();
  }
}

/** 5xx that are about the request: unknown method or version. */
const OF_REQUESTS: ReadonlySet<number> = new Set([501, 505]);
