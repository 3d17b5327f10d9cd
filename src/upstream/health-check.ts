import type { Dispatcher } from "undici";
import type { HealthOptions } from "../config/config.ts";
import { ReoriginError } from "../errors.ts";
import type { Transport } from "./transports/transport.ts";

/** Active health checks of one server. It counts as healthy until checks fail. */
export class HealthCheck {
  readonly #options: HealthOptions;
  readonly #transport: Transport;
  readonly #headers: string[];
  readonly #changed: (isWell: boolean) => void;
  /** Consecutive results that contradict the current state. */
  #doubts = 0;
  #isWell = true;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param transport its own, so that it need not wait behind requests
   * @param host the Host field that is sent
   * @param changed is told what is believed from then on
   */
  constructor(options: HealthOptions, transport: Transport, host: string, changed: (isWell: boolean) => void) {
    this.#changed = changed;
    this.#options = options;
    this.#transport = transport;
    this.#headers = ["Host", host, "User-Agent", "reorigin (health)"];
  }

  get isWell(): boolean {
    return this.#isWell;
  }

  /** Starts after a random delay, so that not all servers are checked at once. */
  start(): void {
    this.#timer = setTimeout(() => this.#probe(), Math.random() * this.#options.intervalMs).unref();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    void this.#transport.destroy();
  }

  #probe(): void {
    const { path, timeoutMs } = this.#options;
    const probe = new Probe(timeoutMs, (isGood) => this.#note(isGood));
    this.#transport.dispatch({ method: "GET", path, headers: this.#headers }, probe);
  }

  #note(isGood: boolean): void {
    const { failures, successes, intervalMs } = this.#options;
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => this.#probe(), intervalMs).unref();
    this.#doubts = isGood === this.#isWell ? 0 : this.#doubts + 1;
    if (this.#doubts < (isGood ? successes : failures)) return;
    this.#doubts = 0;
    if (isGood === this.#isWell) return;
    this.#isWell = isGood;
    this.#changed(isGood);
  }
}

/** One request whose content does not matter. */
class Probe implements Dispatcher.DispatchHandler {
  readonly #tell: (isGood: boolean) => void;
  readonly #deadline: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #isOver = false;

  constructor(timeoutMs: number, tell: (isGood: boolean) => void) {
    this.#tell = tell;
    this.#deadline = setTimeout(() => this.#giveUp(), timeoutMs).unref();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isOver) this.#giveUp();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(): void {}

  onResponseEnd(): void {
    this.#end(this.#status >= 200 && this.#status < 400);
  }

  onResponseError(): void {
    this.#end(false);
  }

  #giveUp(): void {
    this.#end(false);
    this.#controller?.abort(new ReoriginError("ERR_UPSTREAM_TIMEOUT", "The health check took too long"));
  }

  #end(isGood: boolean): void {
    clearTimeout(this.#deadline);
    if (this.#isOver) return;
    this.#isOver = true;
    this.#tell(isGood);
  }
}
