/** Leaves out of an input what it fails without, until nothing more can be left out or time is up. */
export async function minimized(
  input: string,
  fails: (input: string) => Promise<boolean>,
  timeoutMs: number,
): Promise<string> {
  const deadline = performance.now() + timeoutMs;
  let smallest = input;
  for (let size = Math.ceil(smallest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && performance.now() < deadline; ) {
      const shorter = smallest.slice(0, at) + smallest.slice(at + size);
      if (await fails(shorter)) smallest = shorter;
      else at += size;
    }
  }
  return smallest;
}
