import { watchFile } from "node:fs";

/**
 * Calls back when a file has changed, or another is in its place. It is looked at every second: notifications of the file
 * system would be faster, but get lost where a directory is replaced by a link, as Kubernetes does, and over a network.
 */
export function whenFileChanges(file: string, callback: () => void): void {
  watchFile(file, { interval: INTERVAL_MS, persistent: false }, callback);
}

const INTERVAL_MS = 1000;
