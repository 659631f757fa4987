/**
 * Which strings may become markup (Trusted Types; the policy of the server's answers demands them): the icons of the
 * bundle, and XML that is parsed into a document of its own, as Blockly does. Everything else a browser refuses.
 */

interface TrustedTypeFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string, type: string, sink: string): string | null },
  ): { createHTML(text: string): unknown };
}

// Browsers that do not have it take any string, as before.
const factory = (window as { trustedTypes?: TrustedTypeFactory }).trustedTypes;
factory?.createPolicy('default', {
  createHTML: (text, _type, sink) => (sink === 'DOMParser parseFromString' ? text : null),
});
const icons = factory?.createPolicy('sunmao-icons', { createHTML: (markup) => markup });

/** One object for each icon: a component whose icon is the same one draws nothing anew. */
const trusted = new Map<string, string>();

/** The markup of an icon of the bundle, never of anything that a user wrote. */
export function trustIcon(markup: string): string {
  if (!icons) return markup;
  if (!trusted.has(markup)) trusted.set(markup, icons.createHTML(markup) as string);
  return trusted.get(markup)!;
}
