import type { AddressInfo } from "node:net";
import { formatListenAddress } from "../config/address.ts";
import { boundTo } from "../config/bound.ts";
import { type Config, isStaticRoute, type RouteConfig } from "../config/config.ts";
import { variableOf } from "../config/settings.ts";
import type { Command } from "./command.ts";
import { describeError } from "./exit-codes.ts";
import { untilStopped } from "./signals.ts";
import { CONFIG_OPTIONS, INTERNAL, readConfig } from "./sources.ts";

export const serve: Command = {
  usage: ["[serve] INTERNAL [options]", "[serve] --config FILE [options]"],
  about: "proxy for an application, moving its URLs to the public origin",
  operands: [INTERNAL],
  options: CONFIG_OPTIONS,
  examples: {
    "http://legacy.internal:8080/": "what calls itself legacy.internal:8080 is at http://127.0.0.1:8080/",
    "http://legacy.internal:8080/ --public https://www.example.com/app/": "mounted at a path, behind a TLS proxy",
    "http://legacy.internal:8080/ --upstream http://127.0.0.1:8081": "a sidecar of the application",
    "--config reorigin.yaml": "several applications",
  },
  notes: [
    "INTERNAL and its --public, --alias and --upstream stand in place of the routes of a file.",
    `Every option can be an environment variable, ${variableOf("log-level")} for --log-level; commas separate lists.`,
    "Command line over environment over file over default; reorigin check prints the result.",
    "SIGTERM and SIGINT let requests in flight finish; a second one does not.",
  ],
  async run(args, io) {
    const config = readConfig(args, io.env);
    const [{ createProxy }, { Operations }] = await Promise.all([
      import("../index.ts"),
      import("../ops/operations.ts"),
    ]);
    const operations = new Operations(config, io.stderr);
    const proxy = createProxy(config, operations.observer);
    const admin = await operations.listen();
    const addresses = await proxy.listen();
    operations.setReady(true);
    const stopped = untilStopped(io, async () => {
      operations.setReady(false);
      await proxy.close();
      await operations.close();
    });
    io.on("SIGHUP", () => io.stderr.write(reload(() => readConfig(args, io.env))));
    io.stdout.write(announcement(config, addresses));
    if (admin) io.stdout.write(`reorigin: health and metrics on ${written(admin)}\n`);
    return stopped;
  },
};

function announcement(config: Config, addresses: readonly AddressInfo[]): string {
  const listening = addresses.map((address) => `listening on ${written(address)}`);
  const routes = boundTo(config, addresses[0]?.port ?? 0).routes.map(describe);
  return [...listening, ...routes].map((line) => `reorigin: ${line}\n`).join("");
}

function written({ address, port }: AddressInfo): string {
  return formatListenAddress({ host: address, port });
}

function describe(route: RouteConfig): string {
  return `${route.public[0]} → ${isStaticRoute(route) ? route.root : route.internal}`;
}

/** What to say to SIGHUP. The configuration is read again to say what is wrong with it; the one that runs stays. */
function reload(read: () => unknown): string {
  try {
    read();
    return "reorigin: Cannot reload the configuration: not supported yet\n";
  } catch (error) {
    return describeError(error);
  }
}
