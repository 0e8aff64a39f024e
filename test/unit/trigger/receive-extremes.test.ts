import { describe, expect, it } from '@jest/globals';

import { aLineItem, anEcom360Body } from '../../support/checkout.mts';
import {
	received,
	receivedItem,
	receivedItems,
	signed,
	type Reception,
} from '../../support/receiving.mts';

const HOSTILE =
	'"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}},"toString":"x"';

describe('receive', () => {
	it('keeps every digit of a large id', async () => {
		const body = '{"event":"ABANDONED_CHECKOUT","data":{"cart_id":12345678901234567890}}';
		const { cart } = await receivedItem({ body });
		expect(cart.id).toBe('12345678901234567890');
	});

	it('keeps every digit in the payload, too', async () => {
		const body = '{"event":"ABANDONED_CHECKOUT","data":{"cart_id":12345678901234567890,"n":1.5}}';
		const parameters = { options: { includePayload: true } };
		const { payload } = await receivedItem({ body, parameters });
		expect(payload).toMatchObject({ data: { cart_id: '12345678901234567890', n: 1.5 } });
	});

	it('accepts a thousand line items', async () => {
		const line_items = Array.from({ length: 1_000 }, (_, index) => aLineItem({ sku: `S${index}` }));
		const body = anEcom360Body({ line_items });
		const [item] = await receivedItems({ body });
		expect(item.cart).toMatchObject({ lineItemCount: 1_000, quantity: 1_000 });
		const items = await receivedItems({ body, parameters: { output: 'lineItem' } });
		expect(items).toMatchObject(line_items.map(({ sku }) => ({ lineItem: { sku } })));
	});

	it('accepts a body of a megabyte', async () => {
		const title = 'कप ☕️\n'.repeat(150_000);
		const body = anEcom360Body({ line_items: [aLineItem({ title })] });
		expect(signed({ body }).body.length).toBeGreaterThan(1_000_000);
		const { whatsapp, cart } = await receivedItem({ body });
		expect(cart).toMatchObject({ lineItems: [{ title: title.trim() }] });
		expect(whatsapp.itemsText).toMatch(/^(?:कप ☕️ )+कप.*…$/);
	});

	it.each([
		['at the top', `{${HOSTILE},"event":"ABANDONED_CHECKOUT","data":{"cart_id":1}}`],
		['in the data', `{"event":"ABANDONED_CHECKOUT","data":{${HOSTILE},"cart_id":1}}`],
		['in a flat body', `{${HOSTILE},"cartId":1}`],
		['in a line item', `{"cartId":1,"lineItems":[{${HOSTILE}}]}`],
		['in the customer', `{"cartId":1,"customer":{${HOSTILE},"shippingAddress":{${HOSTILE}}}}`],
		['in UTM parameters', `{"cartId":1,"utmParameters":{${HOSTILE}}}`],
	])('takes __proto__, constructor and toString for data: %s', async (_, body) => {
		const options = { includePayload: true };
		const item = await receivedItem({ body, parameters: { options } });
		expect(item.cart.id).toBe('1');
		expect(JSON.stringify(item.payload)).toBe(body);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(String({})).toBe('[object Object]');
	});

	it('gives one item with a null line item where a checkout lists none', async () => {
		const body = anEcom360Body({ line_items: [] });
		const items = await receivedItems({ body, parameters: { output: 'lineItem' } });
		expect(items).toMatchObject([{ lineItem: null, cart: { id: 'cart_1', lineItemCount: 0 } }]);
	});

	it('adds the documented headers only with the raw body', async () => {
		const { headers } = signed();
		const options = { includeRawBody: true };
		const withBody = await receivedItem({
			headers: { ...headers, cookie: 'a=b' },
			parameters: { options },
		});
		expect(withBody.delivery.headers).toEqual(headers);
		const without = await receivedItem();
		expect(without.delivery).not.toHaveProperty('headers');
		expect(without).not.toHaveProperty('payload');
		expect(without).not.toHaveProperty('lineItem');
	});

	it.each<[string, Reception]>([
		[
			'scheme',
			{
				scheme: 'timestampDotBody',
				parameters: { signatureOptions: { signatureScheme: 'timestampDotBody' } },
			},
		],
		[
			'encoding',
			{ encoding: 'base64', parameters: { signatureOptions: { signatureEncoding: 'base64' } } },
		],
		[
			'algorithm',
			{ algorithm: 'sha512', parameters: { signatureOptions: { signatureAlgorithm: 'sha512' } } },
		],
	])('holds a signature to the chosen %s', async (_, reception) => {
		expect(await received(reception)).toMatchObject({ kind: 'accepted' });
		const { parameters = {} } = reception;
		expect(await received({ parameters })).toMatchObject({ kind: 'rejected' });
	});

	it('reads the signature from the chosen header only', async () => {
		const parameters = { signatureOptions: { signatureHeader: ' X-My-Signature ' } };
		const { headers } = signed();
		const moved = {
			'x-my-signature': headers['x-webhook-signature'],
			'x-webhook-signature': undefined,
		};
		expect(await received({ headers: moved, parameters })).toMatchObject({ kind: 'accepted' });
		expect(await received({ parameters })).toEqual({
			kind: 'rejected',
			reason: 'signature_missing',
		});
	});

	it.each([
		['12', 12],
		['0', 0],
		['first', null],
		['-1', null],
		['1.5', null],
	])('reads the attempt %j as %j', async (attempt, expected) => {
		const { delivery } = await receivedItem({ headers: { 'x-webhook-attempt': attempt } });
		expect(delivery.attempt).toBe(expected);
	});

	it('names a delivery without an id by its body, and so does each copy', async () => {
		const headers = { 'x-request-id': undefined };
		const first = await receivedItem({ headers });
		const second = await receivedItem({ headers: { ...headers, 'x-webhook-attempt': '2' } });
		expect(first.delivery.id).toMatch(/^[0-9a-f]{64}$/);
		expect(second.delivery.id).toBe(first.delivery.id);
		expect(second.delivery.dedupeKey).toBe(first.delivery.dedupeKey);
	});
});
