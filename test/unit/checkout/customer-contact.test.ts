import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { ASSAM, NO_ADDRESS, NO_PHONE, readCustomerOf } from './customer.mts';

describe("the customer's phone", () => {
	it('may be written anyhow', () => {
		const phone = '+91 60003 76569';
		const expected = { ...ASSAM, phoneAsSent: phone, countryCode: 'IN', warnings: [] };
		expect(readCustomerOf({ phone })).toMatchObject(expected);
	});

	it('may be a number in JSON', () => {
		expect(readCustomerOf({ phone: 916000376569 })).toMatchObject({
			...ASSAM,
			phoneAsSent: '916000376569',
		});
	});

	it('takes the default country where it has no country code', () => {
		expect(readCustomerOf({ phone: '4155552671' }, 'US').phone).toBe('+14155552671');
		expect(readCustomerOf({ phone: '+916000376569' }, 'US').phone).toBe('+916000376569');
	});

	it('is null with a warning where it is masked', () => {
		expect(readCustomerOf({ phone: 'XXXXXXXXXXXX' })).toMatchObject({
			...NO_PHONE,
			phoneAsSent: 'XXXXXXXXXXXX',
			warnings: ['phone_invalid'],
		});
	});

	const other = '+919876543210';
	it.each<[string, JsonObject]>([
		['the event', { phone: '6000376569', customer: { phone: other } }],
		['the customer', { customer: { phone: '6000376569', shipping_address: { phone: other } } }],
		[
			'the shipping address',
			{
				customer: { shipping_address: { phone: '6000376569' }, billing_address: { phone: other } },
			},
		],
		['a shipping address at the top', { Shipping_address: { Phone: '6000376569' } }],
		['the billing address', { customer: { billing_address: { phone: '6000376569' } } }],
		[
			'the first place that can be dialled',
			{ phone: 'XXXXXXXXXX', customer: { phone: '', shipping_address: { phone: '6000376569' } } },
		],
	])('is that of %s', (_, data) => {
		expect(readCustomerOf(data)).toMatchObject({
			...ASSAM,
			phoneAsSent: '6000376569',
			countryCode: 'IN',
		});
	});

	it("takes the address's country first in an address, and last elsewhere", () => {
		const us = { country_code: 'US', phone: '4155552671' };
		expect(readCustomerOf({ shipping_address: us })).toMatchObject({
			phone: '+14155552671',
			countryCode: 'US',
			warnings: [],
		});
		const address = { country_code: 'AE' };
		expect(readCustomerOf({ phone: '0501234567', shipping_address: address }).phone).toBe(
			'+971501234567',
		);
		expect(readCustomerOf({ phone: '6000376569', shipping_address: us }).phone).toBe(
			'+916000376569',
		);
	});

	it.each<[string, JsonObject]>([
		['shipping', { shipping_address: { country_code: 'US' } }],
		['billing', { customer: { billing_address: { country: 'United States' } } }],
		['own', { phone: null, shipping_address: { country: 'US', phone: '9175551212' } }],
	])("is nobody's where it is a mobile in the country of the %s address, too", (_, data) => {
		expect(readCustomerOf({ phone: '9175551212', ...data })).toMatchObject({
			...NO_PHONE,
			phoneAsSent: '9175551212',
			countryCode: 'US',
			warnings: ['phone_ambiguous'],
		});
	});

	it('is the mobile in the address rather than a landline', () => {
		const data = { phone: '022 2888 8888', shipping_address: { phone: '6000376569' } };
		expect(readCustomerOf(data)).toMatchObject({ ...ASSAM, warnings: [] });
	});

	it('may be a landline, with a warning', () => {
		expect(readCustomerOf({ phone: '022 2888 8888' })).toMatchObject({
			phone: '+912228888888',
			warnings: ['phone_not_mobile'],
		});
	});

	it('decides the country before the address does', () => {
		const shipping_address = { country_code: 'us' };
		expect(readCustomerOf({ phone: '6000376569', shipping_address }).countryCode).toBe('IN');
		expect(readCustomerOf({ phone: 'XXXX', shipping_address }).countryCode).toBe('US');
	});
});

describe("the customer's address", () => {
	const asSent = {
		first_name: 'Asha',
		last_name: 'Rao',
		address1: '12 MG Road',
		zip: 560001,
		country: 'IN',
	};
	const expected = {
		...NO_ADDRESS,
		name: 'Asha Rao',
		address1: '12 MG Road',
		zip: '560001',
		country: 'IN',
		countryCode: 'IN',
	};

	it.each<[string, JsonObject]>([
		['under the customer', { customer: { shipping_address: asSent } }],
		['at the top', { shipping_address: asSent }],
		[
			'at the top, beside a customer without',
			{ customer: { email: 'a@b.c' }, Shipping_address: asSent },
		],
		['at the top, beside null', { customer: { shipping_address: null }, shipping_address: asSent }],
		[
			'at the top, beside a blank',
			{ customer: { shipping_address: '' }, shipping_address: asSent },
		],
		[
			'at the top, beside an empty one',
			{ customer: { shipping_address: {} }, shipping_address: asSent },
		],
		['for bills only', { customer: { shipping_address: {}, billing_address: asSent } }],
	])('may stand %s', (_, data) => {
		expect(readCustomerOf(data).address).toEqual(expected);
	});

	it.each<[string, JsonObject]>([
		['a country', { country_code: 'IN', country: 'India' }],
		['a country and a name', { country: 'India', name: 'Asha' }],
	])('is the full one, also beside an address of %s alone', (_, shipping_address) => {
		const data = { customer: { shipping_address }, shipping_address: asSent };
		expect(readCustomerOf(data).address).toEqual(expected);
		const alone = readCustomerOf({ customer: { shipping_address } }).address;
		expect(alone).toMatchObject({ countryCode: 'IN', address1: null });
	});

	it('may be a ZIP only', () => {
		expect(readCustomerOf({ customer: { shipping_address: { zip: '781354' } } }).address).toEqual({
			...NO_ADDRESS,
			zip: '781354',
		});
	});

	it('names its country by any way to write it', () => {
		const shipping_address = { country_code: 'India' };
		expect(readCustomerOf({ shipping_address }).address).toMatchObject({ countryCode: 'IN' });
	});
});
