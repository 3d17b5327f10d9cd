import type { EngineName } from "../../options.ts";
import { Htmlparser2Scanner } from "./htmlparser2-scanner.ts";
import { Parse5Scanner } from "./parse5-scanner.ts";
import { ScanScanner } from "./scan-scanner.ts";
import type { Scanner, TokenHandler } from "./scanner.ts";

/** The HTML scanners, by their names in the `engine` option. */
export const SCANNERS = {
  scan: (handler) => new ScanScanner(handler),
  htmlparser2: (handler) => new Htmlparser2Scanner(handler),
  parse5: (handler) => new Parse5Scanner(handler),
} as const satisfies Record<EngineName, (handler: TokenHandler) => Scanner>;
