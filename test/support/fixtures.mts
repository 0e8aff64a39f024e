import { readFileSync } from 'node:fs';

import { fixture, sampleCart as readSampleCart } from '../../scripts/delivery.mts';
import type { JsonObject } from '../../nodes/Ecom360/shared/json.ts';

/** The vendors' documented samples, byte for byte. */
export const ecom360Sample: Buffer = fixture('ecom360');
export const occSample: Buffer = fixture('occ');

export function parsed(sample: Buffer): JsonObject {
	return JSON.parse(sample.toString('utf8')) as JsonObject;
}

/** Cashfree Payments' documented payment. */
export const paymentSample: Buffer = fixture('payments');

/** A payment page that a shopper left, from Cashfree's documentation as well. */
export const userDroppedSample: Buffer = readFileSync(
	new URL('../fixtures/cashfree-payment-user-dropped.json', import.meta.url),
);

/** The cart that *Send Test* makes up where nothing is entered. */
export const sampleCart: Buffer = readSampleCart();

/** The text of a file of the project. */
export function textOf(path: string): string {
	return readFileSync(path, 'utf8');
}
