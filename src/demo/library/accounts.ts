import { randomUUID } from "node:crypto";
import { type Answer, redirect, type Visit } from "../application.ts";
import { escapeMarkup } from "../markup.ts";
import { LEGACY } from "../names.ts";
import { page } from "./page.ts";

const SESSIONS = 1000;
const NAME_CHARS = 80;
const COOKIE_ATTRIBUTES = `Domain=${new URL(LEGACY).hostname}; Path=/; HttpOnly; SameSite=Lax`;

/** Who is logged in, by session cookie. */
export class Accounts {
  readonly #names = new Map<string, string>();

  account(visit: Visit): Answer {
    const name = this.#names.get(visit.cookies.get("session") ?? "");
    if (name === undefined) return redirect(`${LEGACY}/login`);
    const article = `<h1>Account</h1>
<p>You are logged in as <strong>${escapeMarkup(name)}</strong>.</p>
<form method="post" action="${LEGACY}/logout"><button>Log out</button></form>`;
    return page("Account", article);
  }

  /** The form; the cookie it sets belongs to the internal host alone, as the session's will. */
  form(): Answer {
    const article = `<h1>Log in</h1>
<form method="post" action="${LEGACY}/login">
<label>Name <input name="name" required maxlength="${NAME_CHARS}" placeholder="Any name will do"></label>
<button>Log in</button>
</form>`;
    const answer = page("Log in", article);
    return { ...answer, fields: { ...answer.fields, "Set-Cookie": `seen=login; ${COOKIE_ATTRIBUTES}` } };
  }

  logIn({ form }: Visit): Answer {
    const session = randomUUID();
    if (this.#names.size >= SESSIONS) this.#names.clear();
    this.#names.set(session, (form.get("name") || "Anonymous").slice(0, NAME_CHARS));
    return redirect(`${LEGACY}/account`, 303, { "Set-Cookie": `session=${session}; ${COOKIE_ATTRIBUTES}` });
  }

  logOut(visit: Visit): Answer {
    this.#names.delete(visit.cookies.get("session") ?? "");
    return redirect(`${LEGACY}/`, 303, { "Set-Cookie": `session=; Max-Age=0; ${COOKIE_ATTRIBUTES}` });
  }
}
