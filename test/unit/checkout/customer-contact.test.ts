import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { ASSAM, NO_ADDRESS, NO_PHONE, readCustomerOf } from './customer.mts';

// Which of several numbers is taken, and with which warning: phone-choice.test.ts.
describe("the customer's phone", () => {
	it('may be a number in JSON', () => {
		const phoneAsSent = '916000376569';
		expect(readCustomerOf({ phone: 916000376569 })).toMatchObject({ ...ASSAM, phoneAsSent });
	});

	const [indian, other] = ['6000376569', '+919876543210'];
	const american = { country_code: 'US', phone: '4155552671' };
	const shipped = (phone: string, more = {}) => ({ shipping_address: { phone }, ...more });
	it.each<[string, JsonObject]>([
		['the event', { phone: indian, customer: { phone: other } }],
		['the customer', { customer: { phone: indian, ...shipped(other) } }],
		['the shipping address', { customer: shipped(indian, { billing_address: { phone: other } }) }],
		['a shipping address at the top', { Shipping_address: { Phone: indian } }],
		['the billing address', { customer: { billing_address: { phone: indian } } }],
		[
			'the first to be dialled',
			{ phone: 'XXXXXXXXXX', customer: { phone: '', ...shipped(indian) } },
		],
	])('is that of %s', (_, data) => {
		const expected = { ...ASSAM, phoneAsSent: indian, countryCode: 'IN', warnings: [] };
		expect(readCustomerOf(data)).toMatchObject(expected);
	});

	it.each<[string, JsonObject, string, string]>([
		['its own code', { phone: '+916000376569' }, 'US', '+916000376569'],
		['the default country', { phone: '4155552671' }, 'US', '+14155552671'],
		["the address's, in an address", { shipping_address: american }, 'IN', '+14155552671'],
		[
			'the default country before that of an address',
			{ phone: indian, shipping_address: american },
			'IN',
			'+916000376569',
		],
		[
			'that of an address at last',
			{ phone: '0501234567', shipping_address: { country_code: 'AE' } },
			'IN',
			'+971501234567',
		],
	])('has the country of %s', (_, data, defaultCountry, e164) => {
		expect(readCustomerOf(data, defaultCountry).phone).toBe(e164);
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

	it.each([
		[indian, 'IN', []],
		['XXXX', 'US', ['phone_invalid']],
	])('decides the country before the address does: %s', (phone, countryCode, warnings) => {
		const customer = readCustomerOf({ phone, shipping_address: { country_code: 'us' } });
		expect(customer).toMatchObject({ countryCode, warnings });
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

	const [none, blank] = [{ shipping_address: {} }, { shipping_address: '' }];
	it.each<[string, JsonObject]>([
		['under the customer', { customer: { shipping_address: asSent } }],
		['at the top', { shipping_address: asSent }],
		['beside a customer without', { customer: { email: 'a@b.c' }, Shipping_address: asSent }],
		['beside null', { customer: { shipping_address: null }, shipping_address: asSent }],
		['beside a blank', { customer: blank, shipping_address: asSent }],
		['beside an empty one', { customer: none, shipping_address: asSent }],
		['for bills only', { customer: { ...none, billing_address: asSent } }],
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

	it.each<[JsonObject, object]>([
		[{ zip: '781354' }, { zip: '781354' }],
		[{ country_code: 'India' }, { countryCode: 'IN' }],
	])('may be %j alone', (shipping_address, read) => {
		const { address } = readCustomerOf({ customer: { shipping_address } });
		expect(address).toEqual({ ...NO_ADDRESS, ...read });
	});
});
