import { randomBytes } from 'node:crypto';

import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';
import { anEcom360Body } from '../support/checkout.mts';

/** One abandoned checkout that no other test sends. */
export interface Event {
	/** In the cart, the recovery URL and so in the message: finds the event everywhere. */
	token: string;
	delivery: SignedDelivery;
}

/** Matches an event's token wherever it is stored or sent. */
export const TOKEN = /ev[0-9a-f]{16}/;

/** A new event, signed with this key; `data` goes into its body. */
export function anEvent(key: string, data: Record<string, unknown> = {}): Event {
	const token = `ev${randomBytes(8).toString('hex')}`;
	const body = anEcom360Body({
		cart_id: token,
		cart_token: token,
		abandoned_checkout_url: `https://shop.example/checkouts/${token}`,
		...data,
	});
	return { token, delivery: signedDelivery({ vendor: 'ecom360', key, body }) };
}
