import { BlockList, isIPv4, isIPv6 } from "node:net";
import { ReoriginError } from "../../errors.ts";

/**
 * The peers whose word on whom they speak for is believed. The decision is taken once for a peer, and holds for the whole
 * family of forwarding fields. IPv4 addresses that arrive as IPv6 (`::ffff:10.0.0.1`) count as what they are.
 */
export class TrustedProxies {
  readonly #blocks = new BlockList();
  readonly #isEmpty: boolean;

  /** @throws {ReoriginError} ERR_CONFIG for anything but an address or a CIDR block. */
  constructor(addresses: readonly string[]) {
    this.#isEmpty = addresses.length === 0;
    for (const text of addresses) {
      const [address = "", bits] = text.split("/");
      const family = familyOf(address);
      const prefix = bits === undefined ? undefined : Number(bits);
      try {
        if (prefix === undefined) this.#blocks.addAddress(address, family);
        else this.#blocks.addSubnet(address, prefix, family);
      } catch (error) {
        const state = "expected an address or a CIDR block";
        throw new ReoriginError("ERR_CONFIG", `Cannot trust "${text}": ${state}`, { cause: error });
      }
    }
  }

  /** @param address of the socket; undefined for a Unix socket or a closed one, which are not trusted */
  has(address: string | undefined): boolean {
    if (address === undefined || this.#isEmpty) return false;
    const plain = address.startsWith("::ffff:") && isIPv4(address.slice(7)) ? address.slice(7) : address;
    return (isIPv4(plain) || isIPv6(plain)) && this.#blocks.check(plain, familyOf(plain));
  }
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return address.includes(":") ? "ipv6" : "ipv4";
}
