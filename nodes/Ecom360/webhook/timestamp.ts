/** Digits only: with any other text, bytes could be moved between the header and the body. */
export function isTimestamp(text: string): boolean {
	return /^\d{10,13}$/.test(text);
}

/** ISO 8601 with an offset. Whoever leaves the offset out means a zone that nobody knows. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * A signed time as Unix milliseconds: 10 to 13 digits, which are seconds or milliseconds, or ISO 8601
 * with an offset; undefined for anything else.
 */
export function readTime(text: string): number | undefined {
	if (isTimestamp(text)) return Number(text) < 1e11 ? Number(text) * 1000 : Number(text);
	const time = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(time) ? undefined : time;
}
