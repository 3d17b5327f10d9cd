/** Whether a path is a prefix or lies below it. @param prefix "" or like "/app" */
export function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
