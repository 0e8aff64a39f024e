import * as z from 'zod/v4-mini';

import { fingerprintOf } from './delivery';
import { decode, parseObject } from '../shared/json';
import { failure, success, type Result } from '../shared/result';
import type { UnsignedEvent } from './sign-event';
import { headerValue } from './vendors';
import { openEnvelope, store } from '../schemas/envelope.schema';
import type { SignatureEncoding } from './signature';
import { SIGNATURE_SCHEMES } from './signed-content';
import { measure, text } from '../schemas/readers';
import { isObject, type JsonObject } from '../shared/json';

/** Not `custom`: an item does not say what that one signed. */
const SCHEMES = SIGNATURE_SCHEMES.filter((scheme) => scheme !== 'custom');
const ENCODINGS: readonly SignatureEncoding[] = ['hex', 'base64'];

/**
 * Makes an event of a body and of what a trigger's item says about how it came.
 *
 * The body stays as it is, byte for byte; anything but a JSON object is no event.
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
			// The same in each try, so that the receiver knows a repeated one.
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
