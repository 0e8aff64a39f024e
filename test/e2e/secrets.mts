import { createHmac } from 'node:crypto';

import type { SignedDelivery } from '../../scripts/delivery.mts';

/** The shopper's, in every delivery that `expectNothingSecret` is asked about. */
const CUSTOMER = ['customer@example.com', 'asha@example.com', '1234567890', '6000376569', 'Asha'];

/** The secrets that occur in a text; there should be none. `deliveries` are those that n8n has seen. */
export function secretsIn(text: string, key: string, deliveries: SignedDelivery[]): string[] {
	const digests = deliveries.flatMap((delivery) => digestsOf(key, delivery));
	const secrets = new Set([key, ...CUSTOMER, ...digests]);
	return [...secrets].filter((secret) => text.includes(secret));
}

/** Every digest that the trigger may have computed for a delivery, however it is written. */
function digestsOf(key: string, { body, headers }: SignedDelivery): string[] {
	const timestamp = headers['x-webhook-timestamp'] ?? '';
	return ['', timestamp, `${timestamp}.`].flatMap((prefix) => {
		const digest = createHmac('sha256', key).update(prefix).update(body).digest();
		return [digest.toString('hex'), digest.toString('base64').replace(/={1,2}$/, '')];
	});
}
