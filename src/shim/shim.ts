import type { Entrance } from "../url/places/entrance.ts";
import { originOf } from "../url/places/place.ts";
import { type ShimSettings, shimMap } from "./shim-map.ts";
import { type ShimScript, shimScript } from "./shim-script.ts";

/** The path of the script below each mount. It is reserved: requests for it do not reach the application. */
export const SHIM_PATH = "/.reorigin/shim.js";

/** The script's address for pages of one entrance. */
export interface ShimAddress {
  /** For use in a page: path and query. */
  readonly src: string;
  /** For use in a content security policy. */
  readonly url: string;
}

/** The script of one route, for each of its entrances. */
export class Shim {
  readonly #settings: ShimSettings;
  readonly #scripts = new Map<string, ShimScript>();

  constructor(settings: ShimSettings) {
    this.#settings = settings;
  }

  script(entrance: Entrance): ShimScript {
    const { seen } = entrance;
    const key = originOf(seen) + seen.path;
    const known = this.#scripts.get(key);
    if (known) return known;
    // Patterns admit any number of hosts.
    if (this.#scripts.size >= MAX_SCRIPTS) this.#scripts.clear();
    const script = shimScript(shimMap(this.#settings, entrance));
    this.#scripts.set(key, script);
    return script;
  }

  address(entrance: Entrance): ShimAddress {
    const { seen } = entrance;
    const path = seen.path + SHIM_PATH;
    return { src: `${path}?${this.script(entrance).version}`, url: originOf(seen) + path };
  }
}

const MAX_SCRIPTS = 1000;
