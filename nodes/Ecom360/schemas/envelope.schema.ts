/** What says of an event what it is and whose, before or without reading what it holds. */
import * as z from 'zod/v4-mini';

import type { Vendor } from '../shared/vendor';
import * as readers from './readers';
import { isObject, type JsonObject } from '../shared/json';
import { renamed } from './renamed';

const text = z.transform(readers.text);

/** Cashfree's names: `event` in Ecom360's webhooks, `type` in those of its other products. */
const envelope = renamed(z.object({ event: text, type: text, data: z.unknown() }));

/** A checkout's store alone. */
export const store = renamed(z.object({ storeUrl: text }));

export interface Envelope {
	/** As the sender calls it; null where it does not say. */
	event: string | null;
	/** The object that holds checkout or payment: `data`, or OCC's body itself. */
	data: unknown;
	vendor: Vendor;
}

/** Opens a body. Whose it is, its shape decides, not whether it names an event. */
export function openEnvelope(body: JsonObject): Envelope {
	const { event, type, data } = z.parse(envelope, body);
	const name = event ?? type;
	// A blank field is the same as a missing one.
	if (readers.isBlank(data)) return { event: name, data: body, vendor: 'occ' };
	return { event: name, data, vendor: vendorOf(data) };
}

function vendorOf(data: unknown): Vendor {
	const holdsPayment =
		isObject(data) && (isObject(data['payment']) || isObject(data['test_object']));
	return holdsPayment ? 'payments' : 'ecom360';
}
