import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/schemas/readers';
import { ASSAM, NO_ADDRESS, NO_PHONE, readCustomerOf } from './customer.mts';

describe("the customer's phone", () => {
	it.each([
		'+91 60003 76569',
		'+916000376569',
		'916000376569',
		'06000376569',
		'6000376569',
		'00916000376569',
	])('may be written %s', (phone) => {
		expect(readCustomerOf({ phone })).toMatchObject({
			...ASSAM,
			phoneAsSent: phone,
			countryCode: 'IN',
			warnings: [],
		});
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

	it('may be a ZIP only', () => {
		expect(readCustomerOf({ customer: { shipping_address: { zip: '781354' } } }).address).toEqual({
			...NO_ADDRESS,
			zip: '781354',
		});
	});

	it.each([
		['in', 'IN'],
		['India', null],
		['IND', null],
		['', null],
	])('reads the country code %j as %j', (country_code, countryCode) => {
		expect(readCustomerOf({ shipping_address: { country_code } }).address).toMatchObject({
			countryCode,
		});
	});
});
