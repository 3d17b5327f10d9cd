import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { narrowAcceptEncoding } from "../../../src/body/codings/accept-encoding.ts";
import { parseContentCoding } from "../../../src/body/codings/content-encoding.ts";
import { CUT_ZSTD_PASSES } from "../../node-22.ts";

const contentEncodings: { name: string; values: string[]; expected: string[] | undefined }[] = [
  { name: "no field", values: [], expected: [] },
  { name: "one coding", values: ["gzip"], expected: ["gzip"] },
  { name: "any case", values: ["GZip"], expected: ["gzip"] },
  { name: "x-gzip stays x-gzip", values: ["x-gzip"], expected: ["x-gzip"] },
  { name: "layers in their order", values: ["gzip, br"], expected: ["gzip", "br"] },
  { name: "layers in two fields", values: ["gzip", "br"], expected: ["gzip", "br"] },
  { name: "empty elements", values: [" , gzip ,, "], expected: ["gzip"] },
  { name: "identity", values: ["identity"], expected: [] },
  { name: "none", values: ["None"], expected: [] },
  { name: "an empty value", values: [""], expected: [] },
  { name: "an unknown coding", values: ["compress"], expected: undefined },
  { name: "a dictionary coding", values: ["dcb"], expected: undefined },
  { name: "an unknown coding below a known one", values: ["exi, gzip"], expected: undefined },
  { name: "a name that every object has", values: ["constructor"], expected: undefined },
  { name: "more layers than allowed", values: ["gzip, gzip, gzip"], expected: undefined },
];

describe("parseContentCoding() reads", () => {
  for (const { name, values, expected } of contentEncodings) {
    test(name, () => assert.deepEqual(parseContentCoding(values, 2), expected));
  }
});

const acceptEncodings: { name: string; field: string | undefined; expected: string | undefined }[] = [
  { name: "no field", field: undefined, expected: undefined },
  { name: "an empty field, which wants no coding", field: "", expected: "" },
  { name: "what browsers send", field: "gzip, deflate, br, zstd", expected: "gzip, deflate, br, zstd" },
  { name: "the same in its own spacing", field: "gzip,deflate ,  br;q=0.5", expected: "gzip,deflate ,  br;q=0.5" },
  { name: "dictionary codings", field: "gzip, br, zstd, dcb, dcz", expected: "gzip, br, zstd" },
  { name: "unknown codings alone", field: "compress, exi;q=0.5", expected: "identity" },
  { name: "weights", field: "br;q=1.0, compress;q=0.9, gzip;q=0.8", expected: "br;q=1.0, gzip;q=0.8" },
  { name: "a refused coding", field: "gzip;q=0, br", expected: "gzip;q=0, br" },
  { name: "identity refused", field: "compress, gzip, identity;q=0", expected: "gzip, identity;q=0" },
  { name: "anything", field: "*", expected: "gzip, deflate, br, zstd" },
  { name: "anything else at less", field: "br, *;q=0.1", expected: "br, gzip;q=0.1, deflate;q=0.1, zstd;q=0.1" },
  { name: "anything but what is refused", field: "br;q=0, *", expected: "br;q=0, gzip, deflate, zstd" },
  { name: "nothing else", field: "gzip, *;q=0", expected: "gzip, *;q=0" },
  { name: "nothing else, with zeros", field: "*; Q=0.000 ,gzip", expected: "*; Q=0.000 ,gzip" },
  { name: "empty elements", field: "gzip,,br", expected: "gzip, br" },
];

describe("narrowAcceptEncoding() of", () => {
  for (const { name, field, expected } of acceptEncodings) {
    const skip = expected?.includes("zstd") ? CUT_ZSTD_PASSES : false;
    test(name, { skip }, () => assert.equal(narrowAcceptEncoding(field), expected));
  }
});
