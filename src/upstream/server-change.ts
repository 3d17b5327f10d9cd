/** One of several servers goes out of use, or takes requests again. */
export interface ServerChange {
  /** Its origin or socket. */
  readonly upstream: string;
  readonly isIn: boolean;
  /** The source: requests of clients, or health checks. */
  readonly by: "requests" | "health";
}
