import { beforeAll, describe, expect, it } from '@jest/globals';

import { anEcom360Body } from '../support/checkout.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow, ToSend } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { compressed, sendInChunks } from './raw-request.mts';
import { aLargeCheckout } from './large-checkout.mts';

const n8n = new TestN8n(inject('n8n'));

const REJECTED = { status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } };
let workflow: TestWorkflow;
let deliveries = 0;
beforeAll(async () => {
	workflow = await n8n.triggerWith();
});

/** Delivers, and reads the item that came of it. */
async function itemOf(sent: ToSend) {
	expect(await workflow.deliver(sent)).toMatchObject({ body: { status: 'accepted' } });
	const items = await workflow.items(++deliveries);
	expect(items).toHaveLength(1);
	return items[0]?.json;
}

async function expectNothingStarted() {
	await n8n.settle();
	expect(await workflow.executions()).toHaveLength(deliveries);
}

describe('compressed bodies', () => {
	it.each(['gzip', 'deflate'] as const)('are read: %s', async (encoding) => {
		const built = compressed(workflow.signed({ unique: true }), encoding);
		expect(await itemOf({ built })).toMatchObject({ cart: { total: 8500 } });
	});

	it('are read without a JSON content type, too', async () => {
		const headers = { 'content-type': 'application/octet-stream' };
		const built = compressed(workflow.signed({ unique: true, headers }), 'gzip');
		expect(await itemOf({ built })).toMatchObject({ cart: { total: 8500 } });
	});

	it('are refused when they are not what they claim to be', async () => {
		const headers = {
			'content-encoding': 'gzip',
			'content-type': 'application/octet-stream',
		};
		expect(await workflow.deliver({ headers })).toMatchObject(REJECTED);
		await expectNothingStarted();
	});

	// n8n's own answer, before the node.
	it('start nothing when n8n cannot read them as JSON', async () => {
		const { status } = await workflow.deliver({ headers: { 'content-encoding': 'gzip' } });
		expect(status).toBe(500);
		await expectNothingStarted();
	});
});

describe('content types', () => {
	it.each([
		'APPLICATION/JSON; charset=utf-8',
		'text/plain',
		'application/x-www-form-urlencoded',
		'not a content type',
		undefined,
	])('do not matter: %s', async (type) => {
		const item = await itemOf({ unique: true, headers: { 'content-type': type } });
		expect(item).toMatchObject({ cart: { total: 8500 }, delivery: { signatureScheme: 'rawBody' } });
	});

	const part = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
	it.each([
		'multipart/form-data; boundary=x',
		'Multipart/Form-Data; boundary=x',
		'multipart/mixed; boundary=x',
	])('of forms are refused, for their raw body is not kept: %s', async (type) => {
		const sent = { body: part, headers: { 'content-type': type } };
		expect(await workflow.deliver(sent)).toMatchObject(REJECTED);
		await expectNothingStarted();
	});

	// n8n's own answer, before the node: 400, or 500 in releases before 2.41.
	it.each([
		['multipart/form-data; boundary=x', 'no form'],
		['multipart/form-data', part],
	])('of forms that n8n cannot read start nothing: %s', async (type, body) => {
		const { status } = await workflow.deliver({ body, headers: { 'content-type': type } });
		expect(status).toBeGreaterThanOrEqual(400);
		await expectNothingStarted();
	});
});

describe('bodies', () => {
	it('of a megabyte, with 1,200 line items in several scripts, become an item', async () => {
		const body = JSON.stringify(aLargeCheckout(1200));
		expect(body.length).toBeGreaterThan(1_000_000);
		const item = await itemOf({ body });
		expect(item).toMatchObject({
			cart: { lineItemCount: 1200, quantity: 2400 },
			whatsapp: {
				itemsText: expect.stringMatching(
					/^हाथ से बनी चादर × 2, चाय ☕️ मसाला × 2, .* … \+ \d+ more$/,
				),
			},
		});
		const { lineItems } = item?.['cart'] as { lineItems: unknown[] };
		expect(lineItems.slice(0, 4)).toMatchObject([
			{ productId: '0', title: 'हाथ से बनी चादर' },
			{ productId: '1', title: 'चाय ☕️ मसाला' },
			{ productId: '2', title: '👩‍👩‍👧‍👦 family mug' },
			{ productId: '3', title: 'قميص أزرق' },
		]);
		expect(lineItems.at(-1)).toMatchObject({ productId: '1199', title: 'Mug – “großes” Café' });
	});

	it('may come in chunks, and escaped or not', async () => {
		const escaped = String.raw`{"event":"ABANDONED_CHECKOUT","data":{"cart_id":"c1","line_items":[
			{"title":"\u091a\u093e\u092f \ud83d\ude00","price":2000.0,"quantity":1}]}}`;
		const sent = workflow.signed({ body: escaped });
		const { status } = await sendInChunks(workflow.productionUrl, sent, { chunkBytes: 7 });
		expect(status).toBe(200);
		const [item] = await workflow.items(++deliveries);
		expect(item?.json['whatsapp']).toMatchObject({ itemsText: 'चाय 😀' });
	});

	// n8n 1 answers 422 by itself.
	(n8n.isOne ? it.skip : it)('may start with a byte order mark', async () => {
		const body = `\uFEFF${JSON.stringify(anEcom360Body({ cart_id: 'bom' }))}`;
		expect(await itemOf({ body })).toMatchObject({ cart: { id: 'bom' } });
	});

	it('are refused when empty', async () => {
		expect(await workflow.deliver({ body: '', forged: true })).toMatchObject(REJECTED);
		expect(await workflow.deliver({ body: '' })).toMatchObject({
			status: 400,
			body: { reason: 'body_not_json' },
		});
		await expectNothingStarted();
	});

	it.each<[string, number]>([
		// n8n's own answer, before the node.
		['application/json', 500],
		['application/octet-stream', 401],
	])('start nothing when they are too large for n8n: %s', async (type, expected) => {
		const body = `{"x":"${'x'.repeat(17 * 2 ** 20)}"}`;
		const sent = workflow.signed({ body, headers: { 'content-type': type } });
		const { status } = await sendInChunks(workflow.productionUrl, sent, { chunkBytes: 2 ** 20 });
		expect(status).toBe(expected);
		await expectNothingStarted();
	});
});

it('methods other than POST start nothing', async () => {
	const sent = workflow.signed({ unique: true });
	const { status, text } = await sendInChunks(workflow.productionUrl, sent, { method: 'PUT' });
	expect(status).toBe(404);
	expect(text).toContain('not registered');
	await expectNothingStarted();
});
