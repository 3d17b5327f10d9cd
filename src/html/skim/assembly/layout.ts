/** Where things stand in the memory of the module, in bytes: what JavaScript puts there, and what it is told. */

/** One bit for each length of the names of elements that begin with a letter: 32 words, by the letter's last five bits. */
export const LENGTHS = 0;
/** The names of these elements, eight chars each, and for each how it is passed over. */
export const ELEMENT_NAMES = 128;
export const ELEMENT_NAMES_END = 384;
export const SKIP_RULES = 384;
/** The attributes on which more depends than their own value, eight chars each. */
export const TELLING_ATTRIBUTES = 448;
export const TELLING_ATTRIBUTES_END = 512;
/** The attributes that are links, and of which elements: eight chars each, in turn. */
export const LINK_NAMES = 512;
export const LINK_NAMES_END = 1024;

/** How many beginnings of references are known, and these, one behind the other: see `KnownBeginning`. */
export const BEGINNING_COUNT = 1024;
export const BEGINNINGS = 1040;
export const BEGINNING_BYTES = 512;
export const BEGINNINGS_LIMIT = 8;
/** In each of them: flags, lengths, what it is, and what it becomes. */
export const BEGINNING_FLAGS = 0;
export const IS_ROOTED = 1;
export const MAY_BE_ALL = 2;
export const TAKES_CARE = 4;
export const BEGINNING_FROM_BYTES = 4;
export const BEGINNING_TO_BYTES = 8;
export const BEGINNING_FROM = 16;
export const BEGINNING_TO = 256;
/** The longest that fits. */
export const BEGINNING_LIMIT_BYTES = 224;

/** Where the next host's name is told, among {@link HOST_NAMES}. */
export const HOST_NAME_CURSOR = 5632;
/** The part of the text that has moved: from where to where, and how many bytes it has become. */
export const MOVED_START = 5636;
export const MOVED_END = 5640;
export const MOVED_BYTES = 5644;

/** Hosts' names: where two chars of each stand, which are searched for, as 16 times the one and 16 times the other. */
export const ANCHOR_COUNT = 5648;
export const ANCHORS = 5664;
export const ANCHOR_BYTES = 32;
export const ANCHORS_LIMIT = 4;
/** The numbers of the first names, by a hash of four chars before the anchor; and of the first with fewer. */
export const NAME_HEADS = 5792;
export const SHORT_NAMES_HEAD = 6048;
/** The names, from 1 on: how many chars they have before their anchor and in all, who comes next, and themselves. */
export const NAME_RECORDS = 229_376;
export const NAME_RECORD_BYTES = 64;
export const NAME_ANCHOR = 0;
export const NAME_LENGTH = 1;
export const NAME_NEXT = 2;
export const NAME_TEXT = 4;
export const NAME_LIMIT_BYTES = 60;
export const NAMES_LIMIT = 127;

/** One bit for each hash of an attribute in which a path may move. */
export const PATH_ATTRIBUTES = 6144;

/** The text; up to 32 bytes around it may be read, whatever they are. */
export const TEXT = 8192;
export const TEXT_BYTES = 32_768;
/** Where hosts' names begin in the text, ascending, and behind them a number beyond it: words. */
export const HOST_NAMES = 49_152;
/** What of the text has moved. */
export const OUTPUT = 196_608;
export const OUTPUT_BYTES = 32_000;
/** Of all that. */
export const PAGES = 4;
