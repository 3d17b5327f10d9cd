/** What is used of `location`, whose own functions cannot be replaced. */
export interface NavigableLocation {
  assign(url: string): void;
  replace(url: string): void;
}

/** What is used of `navigation` (https://html.spec.whatwg.org/#navigation-interface). */
export interface NavigationEvents {
  addEventListener(type: "navigate", listener: (event: NavigateEvent) => void): void;
}

/** https://html.spec.whatwg.org/#the-navigateevent-interface */
interface NavigateEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string };
  readonly hashChange: boolean;
  readonly formData: unknown;
  readonly downloadRequest: unknown;
}

/** Leads elsewhere what a script, or a link that it made, leads to the wrong place. */
export function redirectNavigation(
  navigation: NavigationEvents | undefined,
  location: NavigableLocation,
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
