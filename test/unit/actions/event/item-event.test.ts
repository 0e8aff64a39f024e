import { describe, expect, it } from '@jest/globals';

import { changes, eventOf } from '../../../../nodes/Ecom360/actions/event/item-event';
import { ecom360Sample, occSample, paymentSample } from '../../../support/fixtures.mts';

function vendorOf(body: Buffer): string {
	const event = eventOf(body, {});
	return event.ok ? event.value.vendor : event.error;
}

describe('eventOf', () => {
	it.each([
		['Ecom360', ecom360Sample, 'ecom360'],
		['OCC', occSample, 'occ'],
		['Cashfree Payments', paymentSample, 'payments'],
		[
			"Cashfree's test event",
			Buffer.from('{"data":{"test_object":{}},"type":"WEBHOOK"}'),
			'payments',
		],
		['OCC with a name of an event', Buffer.from('{"event":"ABANDONED_CART","cartId":1}'), 'occ'],
	])('knows whose event it is by its shape: %s', (_, body, vendor) => {
		expect(vendorOf(body)).toBe(vendor);
	});

	it.each(['', '[]', 'null', '"text"', '{'])('refuses what is no JSON object: %j', (text) => {
		expect(eventOf(Buffer.from(text), {})).toEqual({ ok: false, error: 'body_not_json' });
	});

	it('takes the id, and how it was signed, from the item', () => {
		const delivery = { id: 'd1', signatureScheme: 'timestampDotBody', signatureEncoding: 'hex' };
		expect(eventOf(occSample, { delivery })).toMatchObject({
			ok: true,
			value: { details: { id: 'd1' }, arrived: { scheme: 'timestampDotBody', encoding: 'hex' } },
		});
	});

	it.each(['custom', 'magic', null, {}])('does not take every scheme for one: %j', (scheme) => {
		expect(eventOf(occSample, { delivery: { signatureScheme: scheme } })).toMatchObject({
			ok: true,
			value: { arrived: { scheme: undefined } },
		});
	});
});

describe('changes', () => {
	it('says what writing a payload anew can change', () => {
		const text = changes({ cart_id: '12345678901234567890', total: 2000, big: 2 ** 53 - 1 });
		expect(text).toMatch(/^Rewritten from the item: .*sent as text\.$/);
	});

	it('names numbers whose digits are lost', () => {
		const text = changes({ data: { items: [{ id: 2 ** 53 }, { id: -(2 ** 60) }], price: 1.5 } });
		expect(text).toContain('before they came here: data.items.0.id, data.items.1.id.');
	});

	it('names a few of many, and nothing as HTML', () => {
		const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`<b>${n}`, 1e20]));
		const text = changes(many);
		expect(text.match(/&lt;b&gt;\d/g)).toHaveLength(5);
		expect(text).not.toContain('<');
	});

	it('takes an event that is nested deeper than the stack', () => {
		let deep: unknown = 1e20;
		for (let level = 0; level < 100_000; level++) deep = [deep];
		expect(changes({ deep })).toContain('lost digits');
	});
});
