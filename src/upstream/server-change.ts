/** A server of several is passed over from now on, or takes requests again. */
export interface ServerChange {
  /** Its origin or socket. */
  readonly upstream: string;
  readonly isIn: boolean;
  /** What told: the requests of clients, or our own. */
  readonly by: "requests" | "health";
}
