const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it is written in HTML or XML, in element content and in double quotes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char]!);
}

/** Text about an internal name, written so that nothing takes it for the name itself: it reads and copies the same. */
export function spellOut(text: string): string {
  return escapeMarkup(text).replace(/\.internal/gi, "<!---->$&");
}
