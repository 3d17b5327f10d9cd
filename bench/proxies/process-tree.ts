import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Times in /proc are in hundredths of a second on all machines (USER_HZ). */
const US_PER_TICK = 10_000;

/** Whether the operating system reports the processor time of each process. */
export const HAS_ACCOUNTING = existsSync("/proc/self/stat");

/** A process and all of its descendants; without /proc, the process alone. */
export function processTree(root: number): number[] {
  const parents = new Map(allProcesses().map(({ pid, parent }) => [pid, parent] as const));
  const tree = [root];
  for (const member of tree) {
    for (const [pid, parent] of parents) if (parent === member) tree.push(pid);
  }
  return tree;
}

/** Processor time of a tree of processes in µs, user and system, including processes that have ended. */
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
