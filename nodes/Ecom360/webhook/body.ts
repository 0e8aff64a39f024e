import { decode, parseObject, type JsonObject } from '../shared/json';
import { quoteLongIntegers } from '../shared/long-integers';
import { failure, success, type Result } from '../shared/result';
import type { VerifiedBody } from './signature';

const LONG = 16;

/**
 * Parses verified bytes; anything but a JSON object is refused.
 *
 * Integers too large for a number are texts in what comes back, so that ids keep every digit.
 */
export function parseBody(body: VerifiedBody): Result<JsonObject, 'body_not_json'> {
	const json = decode(body);
	const parsed = parseObject(json);
	if (!parsed) return failure('body_not_json');
	return success(hasLongDigits(body) ? (parseObject(quoteLongIntegers(json)) ?? parsed) : parsed);
}

/** Whether 16 digits stand in a row: such a run covers one of every 16 bytes, so few are looked at. */
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

function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
