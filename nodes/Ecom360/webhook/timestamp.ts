/** Digits only: with any other text, bytes could be moved between the header and the body. */
export function isTimestamp(timestamp: string): boolean {
	return /^\d{10,13}$/.test(timestamp);
}

/** A timestamp header of 10 to 13 digits, seconds or milliseconds, as Unix milliseconds. */
export function timestampMs(timestamp: string): number {
	const value = Number(timestamp);
	return value < 1e11 ? value * 1000 : value;
}
