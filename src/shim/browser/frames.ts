import { replaceFunction } from "./patch.ts";
import type { ShimWindow } from "./shim-window.ts";

/**
 * Patches frames whose document is written by a script instead of served, as soon as a script accesses them.
 *
 * @param owner what has the attributes `contentWindow` and `contentDocument`
 */
export function reachIntoFrames(owner: unknown, reach: (window: ShimWindow) => void): void {
  const reachIfOurs = (window: ShimWindow) => {
    try {
      if (window.location.href.startsWith("about:")) reach(window);
    } catch {
      // Another origin's.
    }
  };
  for (const name of ["contentWindow", "contentDocument"]) {
    replaceFunction(owner, name, "get", {
      apply: (native, self, args) => {
        const found = Reflect.apply(native, self, args) as { readonly defaultView?: ShimWindow } | null;
        if (found) reachIfOurs((found.defaultView ?? found) as ShimWindow);
        return found;
      },
    });
  }
}
