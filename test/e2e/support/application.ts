/** Where an application is. */
export interface Application {
  /** What it calls itself, an origin. */
  readonly internal: string;
  /** Where it really listens, an origin. */
  readonly upstream: string;
}
