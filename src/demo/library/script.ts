import type { Answer } from "../application.ts";
import { COMPARISON } from "../names.ts";

export function script(): Answer {
  return { type: "text/javascript; charset=utf-8", fields: { "Cache-Control": "max-age=60" }, body: SCRIPT };
}

/** What runs in the page. Addresses come from the page's configuration, and another application's stands here as it is. */
const SCRIPT = `"use strict";
const { books, arrivals, echo } = window.harbour;
const find = (selector) => document.querySelector(selector);

for (const slot of document.querySelectorAll("[data-exhibit]")) {
  fetch("${COMPARISON}/lines?exhibit=" + slot.dataset.exhibit)
    .then((response) => response.text())
    .then((html) => { slot.innerHTML = html; });
}

if (find("#books")) {
  let next = books;
  const more = async () => {
    const page = await (await fetch(next)).json();
    next = page.next;
    find("#books").replaceChildren(...page.books.map(link));
  };
  find("#more").addEventListener("click", more);
  more();
}

if (find("#arrivals")) {
  new EventSource(arrivals).addEventListener("arrival", ({ data }) => {
    find("#arrivals").replaceChildren(link(JSON.parse(data)));
  });
}

if (find("#echo")) {
  const socket = new WebSocket(echo);
  const say = (text) => { find("#echo output").textContent = text; };
  socket.addEventListener("open", () => say("Connected"));
  socket.addEventListener("message", ({ data }) => say("The application answers: " + data));
  socket.addEventListener("close", () => say("Closed"));
  find("#echo").addEventListener("submit", (event) => {
    event.preventDefault();
    socket.send(find("#echo input").value);
  });
}

function link({ title, url }) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.textContent = title;
  item.append(anchor);
  return item;
}
`;
