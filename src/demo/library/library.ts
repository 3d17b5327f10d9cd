import { type Application, createApplication, type Routes } from "../application.ts";
import { LEGACY } from "../names.ts";
import { Accounts } from "./accounts.ts";
import { arrivals } from "./arrivals.ts";
import { book, booksApi, catalogue, feed, report, search } from "./catalogue.ts";
import { acceptEcho } from "./echo.ts";
import { GuestBook } from "./guest-book.ts";
import { home } from "./home.ts";
import { oldCatalogue, olderCatalogue } from "./moved.ts";
import { drawing, photograph, WIDTHS } from "./pictures.ts";
import { script } from "./script.ts";
import { colours, stylesheet } from "./stylesheet.ts";

/** The library of a harbour: the application that nobody can change. */
export function createLibrary(): Application {
  const accounts = new Accounts();
  const guestBook = new GuestBook();
  const photographs = WIDTHS.map((width) => [`GET /harbour-${width}.png`, () => photograph(width)] as const);
  const routes: Routes = {
    "GET /": home,
    "GET /catalogue": catalogue,
    "GET /book": book,
    "GET /search": search,
    "GET /report": report,
    "GET /old-catalogue": oldCatalogue,
    "GET /older-catalogue": olderCatalogue,
    "GET /guest-book": () => guestBook.read(),
    "POST /guest-book": (visit) => guestBook.sign(visit),
    "GET /account": (visit) => accounts.account(visit),
    "GET /login": () => accounts.form(),
    "POST /login": (visit) => accounts.logIn(visit),
    "POST /logout": (visit) => accounts.logOut(visit),
    "GET /api/books": booksApi,
    "GET /arrivals": arrivals,
    "GET /feed.xml": feed,
    "GET /style.css": stylesheet,
    "GET /colours.css": colours,
    "GET /library.js": script,
    "GET /harbour.svg": drawing,
    ...Object.fromEntries(photographs),
  };
  return createApplication(LEGACY, routes, (request, socket) => acceptEcho(LEGACY, request, socket));
}
