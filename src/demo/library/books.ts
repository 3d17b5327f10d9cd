import { LEGACY } from "../names.ts";

export interface Book {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly year: number;
}

const ROWS = [
  ["The Voyage of the Beagle", "Charles Darwin", 1839],
  ["Two Years Before the Mast", "Richard Henry Dana", 1840],
  ["Moby-Dick", "Herman Melville", 1851],
  ["Toilers of the Sea", "Victor Hugo", 1866],
  ["Twenty Thousand Leagues", "Jules Verne", 1870],
  ["Treasure Island", "Robert Louis Stevenson", 1883],
  ["An Iceland Fisherman", "Pierre Loti", 1886],
  ["Captains Courageous", "Rudyard Kipling", 1897],
  ["Sailing Alone Around the World", "Joshua Slocum", 1900],
  ["Typhoon", "Joseph Conrad", 1902],
  ["The Riddle of the Sands", "Erskine Childers", 1903],
  ["The Sea-Wolf", "Jack London", 1904],
] as const;

export const BOOKS: readonly Book[] = ROWS.map(([title, author, year], index) => ({
  number: index + 1,
  title,
  author,
  year,
}));

export function bookUrl(book: Book): string {
  return `${LEGACY}/book?number=${book.number}`;
}

/** The books whose title or author holds a word, whatever its case; none for an empty one. */
export function findBooks(word: string): readonly Book[] {
  const wanted = word.trim().toLowerCase();
  if (wanted === "") return [];
  return BOOKS.filter(({ title, author }) => `${title} ${author}`.toLowerCase().includes(wanted));
}
