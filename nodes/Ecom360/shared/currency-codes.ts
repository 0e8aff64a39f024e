let codes: ReadonlySet<string> | undefined;

/**
 * Whether a code is a currency's, ISO 4217 in capitals, as `Intl` lists them.
 *
 * The list is asked for when it is first needed: that alone takes longer than to load the node.
 */
export function isCurrencyCode(code: string): boolean {
	codes ??= new Set(Intl.supportedValuesOf('currency'));
	return codes.has(code);
}
