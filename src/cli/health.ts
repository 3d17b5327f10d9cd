import { get } from "node:http";
import { text } from "node:stream/consumers";
import { listenOrigin, parseListenAddress } from "../config/address.ts";
import { SETTINGS, variableOf } from "../config/layers/settings.ts";
import { systemReason } from "../config/system-error.ts";
import { ReoriginError } from "../errors.ts";
import { type Arguments, usage } from "./arguments.ts";
import type { Command } from "./command.ts";
import { EXIT_FAILURE, EXIT_FINE } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { CONFIG_OPTIONS, configFile, readConfig } from "./sources.ts";

const TIMEOUT_MS = 3000;

export const health: Command = {
  usage: ["health [--admin HOST:PORT] [--ready]", "health --config FILE [--ready]"],
  about: "ask a running proxy whether it is alive (for containers without curl)",
  options: {
    config: CONFIG_OPTIONS["config"]!,
    admin: { value: SETTINGS.admin.value, about: "the address of its admin server" },
    ready: { about: "ask whether it is ready for requests instead" },
  },
  examples: {
    "health --admin 127.0.0.1:9901": "exit with 0 if it is alive, else with 1",
    "health --config reorigin.yaml --ready": "take the address from the file",
  },
  notes: [
    `HEALTHCHECK CMD ["reorigin", "health"] finds the address in ${variableOf("admin")} or ${variableOf("config")}.`,
  ],
  async run(args, io) {
    const { status, said } = await ask(adminAddress(args, io), args.options.has("ready") ? "/readyz" : "/healthz");
    io.stdout.write(said);
    return status === 200 ? EXIT_FINE : EXIT_FAILURE;
  },
};

function adminAddress(args: Arguments, io: Io): string {
  const given = args.options.get("admin")?.[0] ?? (io.env[variableOf("admin")] || undefined);
  if (given === undefined && configFile(args, io.env) === undefined) {
    throw usage("no admin server to ask: expected --admin HOST:PORT or --config FILE");
  }
  const admin = given ?? readConfig(args, io.env).admin;
  if (admin === false || admin === "off") throw usage("no admin server to ask: admin is off");
  return admin;
}

/** @throws {ReoriginError} ERR_ADMIN if there is no answer in time */
async function ask(admin: string, path: string): Promise<{ readonly status: number; readonly said: string }> {
  const address = parseListenAddress(admin);
  if (!address) throw usage(`option --admin: expected HOST:PORT, found "${admin}"`);
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; said: string }>();
  const url = `${listenOrigin(address, "http")}${path}`;
  get(url, { agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) }, (response) => {
    text(response).then((said) => resolve({ status: response.statusCode ?? 0, said }), reject);
  }).on("error", reject);
  return promise.catch((error) => {
    throw new ReoriginError("ERR_ADMIN", `Cannot ask "${url}": ${systemReason(error)}`, { cause: error });
  });
}
