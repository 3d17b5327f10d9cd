/** A system error in a few words. For unlisted codes, the error's own message. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ""] ?? message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  ECONNREFUSED: "nothing is listening there",
  EISDIR: "it is a directory",
  ENOENT: "there is no such file",
  ENOTDIR: "it is not a directory",
  EPERM: "permission denied",
};
