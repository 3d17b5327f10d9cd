/**
 * Makes a warning of this process an error that nobody catches, which fails its test: listeners that leak, deprecated
 * functions (F10). Those of reorigin itself are meant for users.
 */
process.on("warning", (warning: NodeJS.ErrnoException) => {
  if (!warning.code?.startsWith("REORIGIN_")) throw warning;
});
