import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Ticks of the times in /proc, which the kernel counts in hundredths of a second on all machines. */
const US_PER_TICK = 10_000;

/** Whether the operating system tells what time each process took. */
export const HAS_ACCOUNTING = existsSync("/proc/self/stat");

/** A process and all that it started, their children too; it alone where there is no /proc. */
export function processTree(root: number): number[] {
  const parents = new Map(allProcesses().map(({ pid, parent }) => [pid, parent] as const));
  const tree = [root];
  for (const member of tree) {
    for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  }
  return tree;
}

/** Processor time of a tree of processes, user and system, those that have ended included, in µs. */
export function cpuUs(root: number): number {
  const tree = new Set(processTree(root));
  const ticks = allProcesses().map(({ pid, ticks }) => (tree.has(pid) ? ticks : 0));
  return ticks.reduce((sum, each) => sum + each, 0) * US_PER_TICK;
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
}

function allProcesses(): ProcessStat[] {
  if (!HAS_ACCOUNTING) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
}

/** See proc_pid_stat(5): after the name in parentheses, state, parent, …; utime, stime, cutime, cstime are fields 14 to 17. */
function statOf(pid: number): ProcessStat | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid, parent: Number(fields[1]), ticks };
}

/** A process may end at any time. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return undefined;
  }
}
