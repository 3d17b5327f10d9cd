import type { AddressInfo } from "node:net";
import { formatListenAddress } from "../config/address.ts";
import { boundTo } from "../config/bound.ts";
import { type Config, isStaticRoute, type ProxyRouteConfig, type RouteConfig } from "../config/config.ts";
import { variableOf } from "../config/layers/settings.ts";
import { FileWatch } from "../file-watch.ts";
import { setHeapPolicy } from "../service/heap-policy.ts";
import { originOf, parsePlace } from "../url/places/place.ts";
import { usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { untilStopped } from "./signals.ts";
import { CONFIG_OPTIONS, configFile, INTERNAL, readConfig } from "./sources.ts";

export const serve: Command = {
  usage: ["[serve] INTERNAL [options]", "[serve] --config FILE [options]"],
  about: "run the proxy",
  operands: [INTERNAL],
  options: { ...CONFIG_OPTIONS, watch: { about: "reload when the configuration file changes" } },
  examples: {
    "http://legacy.internal:8080/": "serve legacy.internal:8080 at http://127.0.0.1:8080/",
    "http://legacy.internal:8080/ --public https://www.example.com/app/":
      "mount it at a path, behind a proxy that ends TLS",
    "http://legacy.internal:8080/ --upstream http://127.0.0.1:8081": "run as the application's sidecar",
    "--config reorigin.yaml": "serve several applications",
  },
  notes: [
    "INTERNAL, --public, --alias and --upstream make one route, which replaces all routes of the file.",
    `Each option but --watch is also an environment variable, such as ${variableOf("log-level")}; commas separate lists.`,
    "The command line wins over the environment, which wins over the file; reorigin check prints the result.",
    "SIGTERM and SIGINT let requests in flight finish; a second signal stops at once. SIGHUP reloads.",
  ],
  async run(args, io) {
    setHeapPolicy();
    const file = configFile(args, io.env);
    const isWatching = args.options.has("watch");
    if (isWatching && file === undefined) throw usage("--watch needs --config FILE: there is no file to watch");
    const watch = new FileWatch(isWatching && file !== undefined ? [file] : []);
    const config = readConfig(args, io.env);
    const { Operation } = await import("../service/operation.ts");
    const operation = new Operation(config, io.stderr);
    const reload = () => void operation.reload(() => readConfig(args, io.env));
    io.on("SIGHUP", reload);
    const { proxy, admin } = await operation.listen();
    const stopped = untilStopped(io, operation);
    watch.begin(reload);
    io.stdout.write(announcement(config, proxy));
    if (admin) io.stdout.write(`reorigin: health and metrics on ${written(admin)}\n`);
    return stopped.finally(() => watch.close());
  },
};

function announcement(config: Config, addresses: readonly AddressInfo[]): string {
  const listening = addresses.map((address) => `listening on ${written(address)}`);
  const routes = boundTo(config, addresses[0]?.port ?? 0).routes.flatMap(describe);
  return [...listening, ...routes].map((line) => `reorigin: ${line}\n`).join("");
}

function written({ address, port }: AddressInfo): string {
  return formatListenAddress({ host: address, port });
}

/** One line for each public URL. */
function describe(route: RouteConfig): string[] {
  const target = isStaticRoute(route) ? route.root : `${route.internal}${serversOf(route)}`;
  return route.public.map((url) => `${url} → ${target}`);
}

/** Where an application is reached, unless it is where its internal URL says. */
function serversOf({ internal, upstream }: ProxyRouteConfig): string {
  const isThere = upstream.length === 1 && upstream[0] === originOf(parsePlace(internal));
  return isThere ? "" : ` (upstream: ${upstream.join(", ")})`;
}
