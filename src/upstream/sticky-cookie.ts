import { createHmac } from "node:crypto";
import type { StickyOptions } from "../config/config.ts";
import type { Place } from "../url/places/place.ts";
import type { OriginServer } from "./origin-server.ts";

/**
 * Keeps a client at one server by a cookie (RFC 6265). Its value is a keyed hash of the server's URL: it says nothing to
 * others, and the same to every process that has the same configuration.
 */
export class StickyCookie {
  readonly #name: string;
  readonly #servers = new Map<string, OriginServer>();
  readonly #values = new Map<OriginServer, string>();

  /** @param secret the key, unless the options have one */
  constructor({ cookie, secret }: StickyOptions, servers: readonly OriginServer[], fallbackSecret: string) {
    this.#name = cookie;
    for (const server of servers) {
      const value = createHmac("sha256", secret ?? fallbackSecret)
        .update(server.origin)
        .digest("base64url")
        .slice(0, VALUE_CHARS);
      this.#servers.set(value, server);
      this.#values.set(server, value);
    }
  }

  /**
   * Takes the cookie out of a request.
   *
   * @param fields names and values in turn, as they came; never changed
   * @returns who has the session, if one of the servers does, and the fields that are left for it
   */
  take(fields: readonly string[]): { readonly bound: OriginServer | undefined; readonly fields: readonly string[] } {
    let bound: OriginServer | undefined;
    const left: string[] = [];
    for (let i = 0; i < fields.length; i += 2) {
      const [name, value] = [fields[i] as string, fields[i + 1] as string];
      const others =
        COOKIE.test(name) && value.includes(this.#name)
          ? this.#split(value, (own) => {
              bound ??= this.#servers.get(own);
            })
          : value;
      if (others !== "" || others === value) left.push(name, others);
    }
    return { bound, fields: left };
  }

  /** The Set-Cookie field for a client that is now bound to a server. */
  fieldFor(server: OriginServer, { scheme, path }: Place): string {
    const secure = scheme === "https" ? "; Secure" : "";
    return `${this.#name}=${this.#values.get(server)}; Path=${path || "/"}; HttpOnly; SameSite=Lax${secure}`;
  }

  /** The other cookies of a Cookie field, byte for byte. */
  #split(field: string, take: (value: string) => void): string {
    const others = field.split(";").filter((pair) => {
      const [name = "", value = ""] = pair.split("=", 2);
      const isOwn = name.trim() === this.#name;
      if (isOwn) take(value.trim());
      return !isOwn;
    });
    return others.join(";").trimStart();
  }
}

const COOKIE = /^cookie$/i;

/** 96 bits. */
const VALUE_CHARS = 16;
