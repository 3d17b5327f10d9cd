import { type Answer, redirect, type Visit } from "../application.ts";
import { escapeMarkup } from "../markup.ts";
import { LEGACY } from "../names.ts";
import { page } from "./page.ts";

const ENTRIES = 50;
const NAME_CHARS = 80;
const MESSAGE_CHARS = 1000;

interface Entry {
  readonly name: string;
  readonly message: string;
}

/** The latest entries, newest first; they live as long as the demo. */
export class GuestBook {
  #entries: readonly Entry[] = [{ name: "The librarian", message: "Welcome aboard. Leave a line." }];

  read(): Answer {
    const entries = this.#entries.map(
      ({ name, message }) => `<li><strong>${escapeMarkup(name)}</strong><p>${escapeMarkup(message)}</p>`,
    );
    const article = `<h1>Guest book</h1>
<form method="post" action="${LEGACY}/guest-book">
<label>Name <input name="name" required maxlength="${NAME_CHARS}"></label>
<label>Message <textarea name="message" required rows="3" maxlength="${MESSAGE_CHARS}"></textarea></label>
<button>Sign</button>
</form>
<ol class="entries" reversed>
${entries.join("\n")}
</ol>`;
    return page("Guest book", article);
  }

  sign({ form }: Visit): Answer {
    const name = (form.get("name") ?? "").slice(0, NAME_CHARS);
    const message = (form.get("message") ?? "").slice(0, MESSAGE_CHARS);
    if (name !== "" && message !== "") this.#entries = [{ name, message }, ...this.#entries].slice(0, ENTRIES);
    return redirect(`${LEGACY}/guest-book`);
  }
}
