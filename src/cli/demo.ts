import type { Command } from "./command.ts";
import { untilStopped } from "./signals.ts";

export const demo: Command = {
  usage: ["demo [--listen HOST:PORT]"],
  about: "start a small legacy application behind the proxy",
  options: {
    listen: { value: "HOST:PORT", about: "where the proxy listens (default: 127.0.0.1:8080, or the next free port)" },
  },
  examples: { demo: "print the address to open" },
  async run({ options }, io) {
    const { startDemo } = await import("../demo/demo.ts");
    const running = await startDemo({ listen: options.get("listen")?.[0] });
    const stopped = untilStopped(io, { say: (text) => io.stderr.write(text), close: () => running.close() });
    io.stdout.write(running.greeting);
    return stopped;
  },
};
