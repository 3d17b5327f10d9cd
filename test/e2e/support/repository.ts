import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.ts";
import { CHECK_INS, REPOSITORY, TICKET, WIKI_PAGES } from "./repository-content.ts";

export const REPOSITORY_USER = { name: "ada", password: "analytical-engine" } as const;

export interface Repository {
  /** Where it really listens. */
  readonly upstream: string;
  /** Its files, and those of the test; the folder goes away with the repository. */
  readonly folder: string;
  /** Runs Fossil as its user does, in a folder below that of the repository; resolves to what it says. */
  fossil(folder: string, ...args: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Starts Fossil, a repository of code with its wiki, tickets and forum, under its own server. */
export async function startRepository(): Promise<Repository> {
  const folder = await mkdtemp(join(tmpdir(), "reorigin-repository-"));
  const env = { ...process.env, HOME: folder, FOSSIL_HOME: folder, USER: REPOSITORY_USER.name };
  const fossil = async (below: string, ...args: string[]) => {
    const cwd = join(folder, below);
    await mkdir(cwd, { recursive: true });
    return (await promisify(execFile)("fossil", args, { cwd, env })).stdout;
  };
  try {
    const file = join(folder, "harbour.fossil");
    await fill(file, fossil);
    const server = await startChild("fossil", ["server", file, "--localhost", "--baseurl", REPOSITORY], {
      env: { HOME: folder, FOSSIL_HOME: folder },
      ready: /on TCP port (\d+)/,
    });
    const close = async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    };
    return { upstream: `http://127.0.0.1:${server.ready[1]}`, folder, fossil, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function fill(file: string, fossil: Repository["fossil"]): Promise<void> {
  const work = "work";
  await fossil(work, "init", file, "--admin-user", REPOSITORY_USER.name);
  await fossil(work, "user", "password", REPOSITORY_USER.name, REPOSITORY_USER.password, "-R", file);
  await fossil(work, "open", file);
  for (const { tag, comment, files } of CHECK_INS) {
    for (const [name, content] of Object.entries(files)) await writeFile(join(file, "..", work, name), content);
    await fossil(work, "addremove");
    await fossil(work, "commit", "--comment", comment, "--tag", tag, "--no-warnings");
  }
  for (const [name, text] of Object.entries(WIKI_PAGES)) {
    await writeFile(join(file, "..", "page.md"), text);
    await fossil(work, "wiki", "create", name, "../page.md", "--mimetype", "text/x-markdown");
  }
  await fossil(work, "ticket", "add", ...Object.entries(TICKET).flat());
}
