import type { AddressInfo } from "node:net";
import type { Config, ListenInput } from "../../config/config.ts";
import { ReoriginError } from "../../errors.ts";
import type { Limits } from "../../limits.ts";
import type { Listener } from "./listener.ts";

/** The addresses that a proxy listens on. They can change at run time. */
export class Listeners {
  readonly #open: OpenListener;
  #current: readonly Listener[];
  /** Listeners that were removed from the configuration, until their last connection ends. */
  readonly #leaving = new Set<Listener>();

  constructor({ listen, limits }: ListenersConfig, open: OpenListener) {
    this.#open = open;
    this.#current = listen.map((input) => open(input, limits));
  }

  /** The addresses; none before they listen. */
  get addresses(): AddressInfo[] {
    return addressesOf(this.#current);
  }

  /** @throws ReoriginError ERR_LISTEN; then nothing is listened on */
  async listen(): Promise<void> {
    await listenAll(this.#current);
  }

  /**
   * Listens on the addresses that are new. Those that stay are not touched.
   *
   * @throws ReoriginError ERR_LISTEN, ERR_CERTIFICATE; then nothing has changed
   */
  async prepare({ listen, limits }: ListenersConfig): Promise<ListenersChange> {
    const turned = listen.find((input) => this.#current.some((listener) => listener.isOtherwiseFor(input)));
    if (turned) throw new ReoriginError("ERR_LISTEN", cannotTurn(turned.address));
    const leaving = new Set(this.#current);
    const next = listen.map((input) => take(leaving, input) ?? this.#open(input, limits));
    const added = next.filter((listener) => !this.#current.includes(listener));
    const certificates = next.map((listener, i) => listener.prepareCertificates(listen[i] as ListenInput));
    if (this.addresses.length > 0) await listenAll(added);
    return {
      port: addressesOf(next)[0]?.port,
      commit: () => {
        this.#current = next;
        for (const use of certificates) use();
        for (const listener of next) listener.limit(limits);
        for (const listener of leaving) this.#leave(listener, limits.drainTimeoutMs);
      },
      rollBack: () => closeAll(added, 0),
    };
  }

  /** See {@link Listener.stop}. */
  async stop(): Promise<void> {
    await Promise.all(this.#current.map((listener) => listener.stop()));
  }

  /** See {@link Listener.close}. */
  async close(drainTimeoutMs: number): Promise<void> {
    await closeAll([...this.#current, ...this.#leaving], drainTimeoutMs);
  }

  #leave(listener: Listener, drainTimeoutMs: number): void {
    this.#leaving.add(listener);
    void listener.close(drainTimeoutMs).then(() => this.#leaving.delete(listener));
  }
}

function cannotTurn(address: string): string {
  return `Cannot change "${address}" between plain and TLS: that needs a new start`;
}

type ListenersConfig = Pick<Config, "listen" | "limits">;

/** Creates a listener that does not listen yet. */
type OpenListener = (input: ListenInput, limits: Readonly<Limits>) => Listener;

/** A change that listens on new addresses, but can still be rolled back. */
export interface ListenersChange {
  /** The port of the first address; undefined if there is no listener. */
  readonly port: number | undefined;
  /** Closes listeners that are not in the new list. */
  commit(): void;
  /** Closes the new listeners. */
  rollBack(): Promise<void>;
}

function addressesOf(listeners: readonly Listener[]): AddressInfo[] {
  return listeners.flatMap(({ bound }) => bound ?? []);
}

function take(listeners: Set<Listener>, input: ListenInput): Listener | undefined {
  const found = [...listeners].find((listener) => listener.isFor(input));
  if (found) listeners.delete(found);
  return found;
}

async function listenAll(listeners: readonly Listener[]): Promise<void> {
  try {
    for (const listener of listeners) await listener.listen();
  } catch (error) {
    await closeAll(listeners, 0);
    throw error;
  }
}

async function closeAll(listeners: readonly Listener[], drainTimeoutMs: number): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.close(drainTimeoutMs)));
}
