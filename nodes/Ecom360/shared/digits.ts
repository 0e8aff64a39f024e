const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** The text with the digits of every script as 0 to 9: `९` as `9`. */
export function asciiDigits(text: string): string {
	return text.replace(OTHER_DIGIT, asciiDigit);
}

/** Unicode keeps each script's ten digits together, the zero first. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
	return String((code - first) % 10);
}
