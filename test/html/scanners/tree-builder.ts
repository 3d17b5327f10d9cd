import { type DefaultTreeAdapterMap, Parser, type Token } from "parse5";

/** The tags that parse5's full parser reads, tree construction included: `<3-7` and `</9-13` with their offsets. */
export function treeBuilderTags(source: string): string[] {
  const parser = new TagRecorder({ sourceCodeLocationInfo: true });
  parser.tokenizer.write(source, true);
  return parser.tags;
}

class TagRecorder extends Parser<DefaultTreeAdapterMap> {
  readonly tags: string[] = [];

  override onStartTag(token: Token.TagToken): void {
    this.tags.push(`<${token.location!.startOffset}-${token.location!.endOffset}`);
    super.onStartTag(token);
  }

  override onEndTag(token: Token.TagToken): void {
    this.tags.push(`</${token.location!.startOffset}-${token.location!.endOffset}`);
    super.onEndTag(token);
  }
}
