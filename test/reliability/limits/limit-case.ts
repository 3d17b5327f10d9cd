import type { TestContext } from "node:test";
import type { Limits } from "../../../src/limits.ts";
import type { Fixture, ProxyOptions } from "../../proxy/fixture.ts";
import { RawServer } from "../../proxy/raw-connection.ts";

/** What is seen of a limit where it is reached, or just before. */
export interface LimitCase<Proxy extends Fixture = Fixture> {
  readonly limit: keyof Limits;
  readonly seen: string;
  readonly limits: Partial<Limits>;
  /** What else the configuration says. Default: nothing. */
  readonly options?: (upstream: RawServer) => ProxyOptions;
  /** What the upstream answers. Default: nothing. */
  readonly answer?: string | "reset";
  play(proxy: Proxy, t: TestContext): Promise<void>;
}

export function upstreamOf({ answer }: Pick<LimitCase, "answer">): Promise<RawServer> {
  if (answer === undefined) return RawServer.listen();
  return answer === "reset" ? RawServer.answering("", "reset") : RawServer.answering(answer);
}

export const CLOSE = "Connection: close";
export const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
