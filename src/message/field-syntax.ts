/** RFC 9110 section 5.6.2: a method, a field name and others. */
export const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** RFC 9110 section 5.5, with any white space around it: nothing that could end a line. */
export const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether names and values are valid. `fields` are names and values in turn. */
export function areFields(fields: readonly string[]): boolean {
  return fields.every((text, i) => (i % 2 === 0 ? TOKEN : FIELD_VALUE).test(text));
}
