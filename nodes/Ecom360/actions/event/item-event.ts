import * as z from 'zod/v4-mini';

import { openEnvelope, store } from '../../payload/envelope';
import { measure, text } from '../../payload/readers';
import { foreignText } from '../../shared/foreign-text';
import { decode, isObject, type JsonObject, parseObject } from '../../shared/json';
import { failure, type Result, success } from '../../shared/result';
import { fingerprintOf } from '../../webhook/delivery';
import { headerValue, type UnsignedEvent } from '../../webhook/sign-event';
import type { SignatureEncoding } from '../../webhook/signature';
import { SIGNATURE_SCHEMES } from '../../webhook/signed-content';

const WRITTEN_ANEW =
	'Rewritten from the item: spaces can differ from what arrived, 10.0 becomes 10, and whole numbers of more than 15 digits are sent as text.';
const MOST_NAMED = 5;

/**
 * How a rewritten payload differs from the body that arrived.
 *
 * The trigger keeps every digit by turning a long number into text. Where one is a number all the
 * same, a node in between has read it, and its last digits are gone: those are named.
 */
export function changes(payload: unknown): string {
	const names = inexactNumbers(payload);
	if (names.length === 0) return WRITTEN_ANEW;
	const named = names.slice(0, MOST_NAMED).map(foreignText).join(', ');
	return `${WRITTEN_ANEW} These numbers lost digits before they came here: ${named}.`;
}

/** The paths of whole numbers that are too long for a number in JavaScript. */
function inexactNumbers(payload: unknown): string[] {
	const found: string[] = [];
	// No recursion: an event could exhaust the stack.
	const open: Array<{ path: string; value: unknown }> = [{ path: '', value: payload }];
	for (let next = open.pop(); next; next = open.pop()) {
		const { path, value } = next;
		if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
			found.push(path);
		}
		if (!isObject(value) && !Array.isArray(value)) continue;
		for (const [key, inner] of Object.entries(value)) {
			open.push({ path: path === '' ? key : `${path}.${key}`.slice(0, 200), value: inner });
		}
	}
	return found.sort();
}

/** Not `custom`: an item does not say what that one signed. */
const SCHEMES = SIGNATURE_SCHEMES.filter((scheme) => scheme !== 'custom');
const ENCODINGS: readonly SignatureEncoding[] = ['hex', 'base64'];

/**
 * Makes an event from a body and from what a trigger's item says about how it arrived.
 *
 * The body stays as it is, byte for byte; anything but a JSON object is not an event.
 */
export function eventOf(body: Buffer, item: JsonObject): Result<UnsignedEvent, 'body_not_json'> {
	const parsed = parseObject(decode(body));
	if (!parsed) return failure('body_not_json');
	const { data, vendor } = openEnvelope(parsed);
	const { storeUrl } = z.parse(store, isObject(data) ? data : {});
	const delivery = isObject(item['delivery']) ? item['delivery'] : {};
	return success({
		vendor,
		body,
		details: {
			// The same in every attempt, so that the receiver recognizes a repeat.
			id: headerValue(text(delivery['id']) ?? '') || fingerprintOf(body),
			topic: text(delivery['topic']),
			version: text(delivery['version']),
			storeUrl: text(delivery['storeUrl']) ?? storeUrl,
			attempt: measure(delivery['attempt']),
		},
		arrived: {
			scheme: SCHEMES.find((scheme) => scheme === delivery['signatureScheme']),
			encoding: ENCODINGS.find((encoding) => encoding === delivery['signatureEncoding']),
		},
	});
}
