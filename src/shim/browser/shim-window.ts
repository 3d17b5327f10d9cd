/** The used part of a window. Windows of other origins are inaccessible. */
export interface ShimWindow {
  readonly [name: string]: unknown;
  readonly origin?: string;
  readonly location: ShimLocation;
  readonly document: { readonly baseURI: string };
  readonly navigation?: NavigationEvents;
}

/** Its own functions cannot be replaced. */
export interface ShimLocation {
  readonly href: string;
  /** "null" if the document has no address of its own. */
  readonly origin: string;
  assign(url: string): void;
  replace(url: string): void;
}

/** https://html.spec.whatwg.org/#navigation-interface */
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
