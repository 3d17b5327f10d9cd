import type { NavigationEvents, ShimLocation } from "./shim-window.ts";

/** Redirects navigations that a script, or a link it created, sends to the wrong place. */
export function redirectNavigation(
  navigation: NavigationEvents | undefined,
  location: ShimLocation,
  move: (url: string) => string,
): void {
  navigation?.addEventListener("navigate", (event) => {
    const { url } = event.destination;
    const moved = move(url);
    const isPlain = event.cancelable && !event.hashChange && !event.formData && event.downloadRequest === null;
    if (moved === url || !isPlain) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.navigationType === "replace") location.replace(moved);
    else location.assign(moved);
  });
}
