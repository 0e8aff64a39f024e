import { signedDelivery, type DeliveryOptions } from '../../scripts/delivery.mts';
import { Delivery } from '../../nodes/Ecom360/webhook/delivery.ts';
import type {
	CheckoutItem,
	LineItemItem,
	PaymentItem,
} from '../../nodes/Ecom360/item/item.schema.ts';
import type { ClaimResult } from '../../nodes/Ecom360/trigger/duplicates.ts';
import type { Outcome } from '../../nodes/Ecom360/trigger/outcome.ts';
import { receive } from '../../nodes/Ecom360/trigger/receive.ts';
import type { Parameters } from '../../nodes/Ecom360/trigger/parameters.ts';
import { readSettings } from '../../nodes/Ecom360/trigger/settings.ts';
import type { WebhookKey } from '../../nodes/Ecom360/webhook/keys.ts';
import { anEcom360Body } from './checkout.mts';

export const KEY = 'whk_9f2c1d7e';
export const NOW = Date.UTC(2026, 0, 31, 10);
export const ID = '0b8f6a52-request';

/** A delivery as a vendor makes it: the defaults are Ecom360's. */
export type Sent = Partial<Omit<DeliveryOptions, 'now'>> & { now?: number };

/** Signs a delivery, by default an Ecom360 one with the test key and a fixed id and clock. */
export function signed({ vendor = 'ecom360', now = NOW, ...changes }: Sent = {}): {
	body: Buffer;
	headers: Record<string, string>;
} {
	const id = vendor === 'ecom360' ? 'x-request-id' : 'x-idempotency-key';
	return signedDelivery({
		vendor,
		body: anEcom360Body(),
		key: KEY,
		...changes,
		now: new Date(now),
		headers: { [id]: ID, ...changes.headers },
	});
}

/** A usable key: the first of the credential is the current one. */
export function asKey(key: string | Buffer, index = 0): WebhookKey {
	return { role: index === 0 ? 'current' : 'previous', bytes: Buffer.from(key) };
}

export interface Reception extends Sent {
	parameters?: Parameters;
	/** The keys in the credential; default: the one that signed. */
	keys?: readonly string[];
	/** What arrives, if that is not what was signed. */
	arriving?: Buffer | undefined;
	receivedAt?: number;
	/** Default: nothing is looked for. */
	claim?: (keys: readonly string[], alsoUnder?: readonly string[]) => Promise<ClaimResult>;
}

/** Signs a delivery and receives it. */
export async function received(reception: Reception = {}): Promise<Outcome> {
	const { parameters = {}, keys = [KEY], receivedAt = NOW, claim, ...sent } = reception;
	const { body, headers } = signed(sent);
	const settings = readSettings(parameters);
	return await receive(new Delivery(headers, receivedAt, settings.signature), settings, {
		readKeys: async () => keys.map(asKey),
		readBody: async () => ('arriving' in reception ? reception.arriving : body),
		...(claim && { claim }),
	});
}

/** An item of a checkout. */
export type CartItem = CheckoutItem | LineItemItem;

/** The items of a checkout that must be accepted. */
export async function receivedItems(reception: Reception = {}): Promise<[CartItem, ...CartItem[]]> {
	const outcome = await received(reception);
	if (outcome.kind !== 'accepted') throw new Error(`${outcome.kind}: ${outcome.reason}`);
	const [first, ...others] = outcome.items.filter((item) => 'cart' in item);
	if (first === undefined) throw new Error('accepted without an item of a checkout');
	return [first, ...others];
}

export async function receivedItem(reception: Reception = {}): Promise<CartItem> {
	const [item] = await receivedItems(reception);
	return item;
}

/** The item of a payment that must be accepted: by default Cashfree's own sample. */
export async function receivedPayment(reception: Reception = {}): Promise<PaymentItem> {
	const parameters = { events: ['*'], ...reception.parameters };
	const outcome = await received({ vendor: 'payments', ...reception, parameters });
	if (outcome.kind !== 'accepted') throw new Error(`${outcome.kind}: ${outcome.reason}`);
	const [item] = outcome.items;
	if (!item || !('payment' in item)) throw new Error('accepted without an item of a payment');
	return item;
}
