/** Which inline blocks are allowed by their hash. */
export interface PolicyHashes {
  readonly scripts: boolean;
  readonly styles: boolean;
}

/**
 * Whether content security policies allow inline blocks by the hash of their bytes. Such blocks must stay, or browsers
 * would block them (CSP 3 section 6.7.2.3).
 *
 * @param policies values of Content-Security-Policy fields, or of the meta elements of that name
 */
export function policyHashes(policies: readonly string[]): PolicyHashes {
  const directives = policies.flatMap((policy) => policy.split(/[;,]/)).filter((directive) => HASH.test(directive));
  return {
    scripts: directives.some((directive) => SCRIPT_DIRECTIVE.test(directive)),
    styles: directives.some((directive) => STYLE_DIRECTIVE.test(directive)),
  };
}

const HASH = /'sha(?:256|384|512)-/i;
const SCRIPT_DIRECTIVE = /^[\t ]*(?:script-src|script-src-elem|script-src-attr|default-src)[\t ]/i;
const STYLE_DIRECTIVE = /^[\t ]*(?:style-src|style-src-elem|style-src-attr|default-src)[\t ]/i;
