import { Agent, request } from "node:http";

/** What became of the requests of a load. */
export interface LoadOutcome {
  /** Answered, and the answer was right. */
  answered: number;
  /** Nobody took the connection. */
  refused: number;
  /** Why others failed → how many. Requests on connections that had been used before say so. */
  readonly failures: Map<string, number>;
}

export interface SteadyLoad {
  readonly port: number;
  readonly path: string;
  readonly host: string;
  /** Each asks again as soon as it was answered, on a connection that it keeps. */
  readonly clients: number;
  /** Tells whether an answer is right. */
  readonly isRight: (status: number, body: string) => boolean;
  /** A pause of each client between two requests. Default 0. */
  readonly pauseMs?: number;
}

/** A load that lasts until it is stopped or, as all connections are refused, there is nobody to ask. */
export interface RunningLoad {
  /** Resolves when each client has its connection and its first answer. */
  readonly isSteady: Promise<unknown>;
  /** Resolves when no client asks any more. */
  readonly outcome: Promise<LoadOutcome>;
  stop(): void;
}

export function applySteadyLoad(load: SteadyLoad): RunningLoad {
  const outcome: LoadOutcome = { answered: 0, refused: 0, failures: new Map() };
  const stop = new AbortController();
  const clients = Array.from({ length: load.clients }, () => {
    const first = Promise.withResolvers<void>();
    return { first: first.promise, last: runClient(load, stop.signal, outcome, first.resolve) };
  });
  return {
    isSteady: Promise.all(clients.map(({ first }) => first)),
    outcome: Promise.all(clients.map(({ last }) => last)).then(() => outcome),
    stop: () => stop.abort(),
  };
}

async function runClient(
  load: SteadyLoad,
  signal: AbortSignal,
  outcome: LoadOutcome,
  onFirst: () => void,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (!signal.aborted) {
    const failure = await ask(load, agent);
    onFirst();
    if (failure === "ECONNREFUSED") {
      outcome.refused++;
      break;
    }
    if (failure === undefined) outcome.answered++;
    else outcome.failures.set(failure, (outcome.failures.get(failure) ?? 0) + 1);
    if (load.pauseMs) await new Promise((resolve) => setTimeout(resolve, load.pauseMs));
  }
  agent.destroy();
}

/** @returns why it failed; undefined when it did not */
function ask({ port, path, host, isRight }: SteadyLoad, agent: Agent): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const asked = request({ host: "127.0.0.1", port, path, headers: { host }, agent });
  asked.on("error", (error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.message;
    resolve(code === "ECONNREFUSED" ? code : `${code}${asked.reusedSocket ? ", kept connection" : ", new connection"}`);
  });
  asked.on("response", (response) => {
    let body = "";
    response.setEncoding("latin1").on("data", (chunk) => {
      body += chunk;
    });
    response.on("error", (error: NodeJS.ErrnoException) => resolve(`${error.code} in the content`));
    response.on("end", () => {
      const status = response.statusCode ?? 0;
      resolve(isRight(status, body) ? undefined : `wrong answer, ${status}`);
    });
  });
  asked.end();
  return promise;
}
