import type { AddressInfo } from "node:net";
import type { Config, ListenInput } from "../../config/config.ts";
import type { Limits } from "../../limits.ts";
import type { Listener } from "./listener.ts";

/** The addresses that a proxy listens on; they can change while it does. */
export class Listeners {
  readonly #open: OpenListener;
  #current: readonly Listener[];
  /** Those that the configuration has no longer, until their last connection ends. */
  readonly #leaving = new Set<Listener>();

  constructor({ listen, limits }: ListenersConfig, open: OpenListener) {
    this.#open = open;
    this.#current = listen.map((input) => open(input, limits));
  }

  /** Where each listens; none before they do. */
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

type ListenersConfig = Pick<Config, "listen" | "limits">;

/** Makes a listener that does not listen yet. */
type OpenListener = (input: ListenInput, limits: Readonly<Limits>) => Listener;

/** New addresses are listened on; nothing else is decided yet. */
export interface ListenersChange {
  /** Where the first of the new list listens; undefined where nothing is listened on. */
  readonly port: number | undefined;
  /** Lets those go that the new list leaves out. */
  commit(): void;
  /** Closes the new ones. */
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
