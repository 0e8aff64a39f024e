import { describe, expect, it } from '@jest/globals';

import { eventOf } from '../../../../nodes/Ecom360/actions/event/item-event';
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
			Buffer.from('{"data":{"test_object":{"test_key":"test_value"}},"type":"WEBHOOK"}'),
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
