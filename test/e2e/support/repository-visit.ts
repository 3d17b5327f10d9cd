import assert from "node:assert/strict";
import type { Document } from "./document.ts";
import { REPOSITORY_USER } from "./repository.ts";
import type { Visitor } from "./visitor.ts";

export async function logInToRepository(visitor: Visitor): Promise<void> {
  const { name, password } = REPOSITORY_USER;
  const shown = await visitor.submit(await visitor.open("login"), "u", { u: name, p: password, in: "Login" });
  assert.match(shown.text, /Logout/);
}

/** Opens a ticket; resolves to the ticket as it is shown then. */
export async function openTicket(visitor: Visitor, title: string, comment: string): Promise<Document> {
  const fields = { title, icomment: comment, preview: "Preview" };
  const preview = await visitor.submit(await visitor.open("tktnew"), "title", fields);
  return visitor.submit(preview, "title", { submit: "Submit" });
}
