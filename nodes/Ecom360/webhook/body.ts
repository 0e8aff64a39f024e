import { decode, type JsonObject, parseObject } from '../shared/json';
import { failure, type Result, success } from '../shared/result';
import type { VerifiedBody } from './signature';

const LONG = 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const IN_NUMBERS = new Set([...'0123456789+-.eE'].map((sign) => sign.charCodeAt(0)));

/**
 * Parses verified bytes; anything but a JSON object is refused.
 *
 * Integers too large for a number come back as strings, so that ids keep every digit.
 */
export function parseBody(body: VerifiedBody): Result<JsonObject, 'body_not_json'> {
	const json = decode(body);
	const parsed = parseObject(json);
	if (!parsed) return failure('body_not_json');
	return success(hasLongDigits(body) ? (parseObject(quoteLongIntegers(json)) ?? parsed) : parsed);
}

/** Whether 16 digits stand in a row: such a run covers one byte in 16, so only those are looked at. */
function hasLongDigits(body: Buffer): boolean {
	for (let at = 0; at < body.length; at += LONG) {
		if (!isDigit(body[at])) continue;
		let [first, last] = [at, at];
		while (isDigit(body[first - 1])) first -= 1;
		while (isDigit(body[last + 1])) last += 1;
		if (last - first + 1 >= LONG) return true;
	}
	return false;
}

/**
 * Quotes the integers in a JSON text that a double cannot hold, so that ids keep every digit.
 *
 * Needs valid JSON. Goes through the text once, character by character: a regular expression
 * overflows its stack, and throws, on a number of a few million digits.
 */
export function quoteLongIntegers(json: string): string {
	let written = '';
	let copied = 0;
	let at = 0;
	while (at < json.length) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) {
			at = endOfString(json, at);
		} else if (isDigit(code) || code === MINUS) {
			const end = endOfNumber(json, at);
			if (isLongInteger(json, at, end)) {
				written += `${json.slice(copied, at)}"${json.slice(at, end)}"`;
				copied = end;
			}
			at = end;
		} else {
			at += 1;
		}
	}
	return written + json.slice(copied);
}

/** The position after the closing quote of the string that opens at `start`. */
function endOfString(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length) {
		const code = json.charCodeAt(at);
		if (code === QUOTE) return at + 1;
		at += code === BACKSLASH ? 2 : 1;
	}
	return at;
}

/** The position after the number that begins at `start`. */
function endOfNumber(json: string, start: number): number {
	let at = start + 1;
	while (at < json.length && IN_NUMBERS.has(json.charCodeAt(at))) at += 1;
	return at;
}

function isLongInteger(json: string, start: number, end: number): boolean {
	const firstDigit = json.charCodeAt(start) === MINUS ? start + 1 : start;
	if (end - firstDigit < LONG) return false;
	for (let at = firstDigit; at < end; at += 1) if (!isDigit(json.charCodeAt(at))) return false;
	return !Number.isSafeInteger(Number(json.slice(start, end)));
}

function isDigit(code: number | undefined): boolean {
	return code !== undefined && code >= 0x30 && code <= 0x39;
}
