import { readMoment } from '../payload/moment';

/** Digits only: with any other text, bytes could be moved between the header and the body. */
export function isTimestamp(text: string): boolean {
	return /^\d{10,13}$/.test(text);
}

/**
 * A signed time as Unix milliseconds: 10 to 13 digits, which are seconds or milliseconds, or ISO 8601
 * with an offset; undefined for anything else.
 */
export function readTime(text: string): number | undefined {
	if (isTimestamp(text)) return Number(text) < 1e11 ? Number(text) * 1000 : Number(text);
	return readMoment(text);
}
