/** The layout of the module's memory, in bytes. JavaScript writes the tables and the text, and reads the results. */

/** 32 words, by the last five bits of the first letter of {@link ELEMENT_NAMES}: bit n is set if a name has length n. */
export const LENGTHS = 0;
/** Element names, cut to eight chars each, and the skip rule of each. */
export const ELEMENT_NAMES = 128;
export const ELEMENT_NAMES_END = 384;
export const SKIP_RULES = 384;
/** Attributes that other values depend on, eight chars each. */
export const DECISIVE_ATTRIBUTES = 448;
export const DECISIVE_ATTRIBUTES_END = 512;
/** Links: pairs of an attribute and an element, eight chars each. */
export const LINK_NAMES = 512;
export const LINK_NAMES_END = 1024;

/** The number of known beginnings of references, and their records: see `KnownBeginning`. */
export const BEGINNING_COUNT = 1024;
export const BEGINNINGS = 1040;
export const BEGINNING_BYTES = 512;
export const BEGINNINGS_LIMIT = 8;
/** Within a record: flags, the lengths of `from` and `to`, then their chars. */
export const BEGINNING_FLAGS = 0;
export const IS_ROOTED = 1;
export const MAY_END = 2;
export const NEEDS_PLAIN_REST = 4;
export const BEGINNING_FROM_BYTES = 4;
export const BEGINNING_TO_BYTES = 8;
export const BEGINNING_FROM = 16;
export const BEGINNING_TO = 256;
/** The longest `from` or `to` that fits. */
export const BEGINNING_LIMIT_BYTES = 224;

/** The address, among {@link HOST_NAMES}, of the next name. */
export const HOST_NAME_CURSOR = 5632;
/** The replaced part of the text, and the length of its replacement in {@link OUTPUT}; 0 when no link has moved. */
export const MOVED_START = 5636;
export const MOVED_END = 5640;
export const MOVED_BYTES = 5644;

/** Two chars of each host name, its anchor, are searched for: 16 copies of the first char, then 16 of the second. */
export const ANCHOR_COUNT = 5648;
export const ANCHORS = 5664;
export const ANCHOR_BYTES = 32;
export const ANCHORS_LIMIT = 4;
/** The first of the names with the same hash of four chars before the anchor, and of those with fewer chars; 0 for none. */
export const NAME_HEADS = 5792;
export const SHORT_NAMES_HEAD = 6048;
/** Records of names, numbered from 1: chars before the anchor, length, number of the next name in the list, the chars. */
export const NAME_RECORDS = 229_376;
export const NAME_RECORD_BYTES = 64;
export const NAME_ANCHOR = 0;
export const NAME_LENGTH = 1;
export const NAME_NEXT = 2;
export const NAME_TEXT = 4;
export const NAME_LIMIT_BYTES = 60;
export const NAMES_LIMIT = 127;

/** A bit set by the hash of an attribute's name: whether a path may move in it. */
export const PATH_ATTRIBUTES = 6144;

/** The text. Vector loads may read up to 32 bytes before and after it; what they find there does not matter. */
export const TEXT = 8192;
export const TEXT_BYTES = 32_768;
/** Words: the addresses in the text at which host names begin, ascending, then one beyond every text. */
export const HOST_NAMES = 49_152;
/** The replacement of the part from {@link MOVED_START} to {@link MOVED_END}. */
export const OUTPUT = 196_608;
export const OUTPUT_BYTES = 32_000;
/** The size of the memory, in pages of 64 KiB. */
export const PAGES = 4;
