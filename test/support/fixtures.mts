import { fixture } from '../../scripts/delivery.mts';
import type { JsonObject } from '../../nodes/Ecom360/schemas/readers.ts';

/** The vendors' documented samples, byte for byte. */
export const ecom360Sample: Buffer = fixture('ecom360');
export const occSample: Buffer = fixture('occ');

export function parsed(sample: Buffer): JsonObject {
	return JSON.parse(sample.toString('utf8')) as JsonObject;
}
