import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { NO_ADDRESS, NO_PHONE, readCustomerOf } from './customer.mts';

describe('the customer', () => {
	it.each<[string, JsonObject]>([
		['nothing at all', {}],
		['a customer that is null', { customer: null }],
		['blanks', { customer: { first_name: '', shipping_address: '' }, email: ' ', phone: null }],
		['a customer that is a text', { customer: 'Asha' }],
	])('is unknown with %s', (_, data) => {
		expect(readCustomerOf(data)).toEqual({
			firstName: null,
			lastName: null,
			fullName: null,
			email: null,
			phoneAsSent: null,
			...NO_PHONE,
			countryCode: null,
			marketingConsent: null,
			address: NO_ADDRESS,
			warnings: [],
		});
	});

	const customer = { email: 'c@example.com' };
	const address = { customer: { shipping_address: { email: 's@example.com' } } };
	it.each<[string, JsonObject, string]>([
		['at the top', { email: 'top@example.com', customer }, 'top@example.com'],
		['under the customer', { email: '', customer }, 'c@example.com'],
		['in the address', address, 's@example.com'],
	])('has an e-mail address %s', (_, data, email) => {
		expect(readCustomerOf(data)).toMatchObject({ email });
	});

	it.each([
		'asha@example.com',
		"o'neil+shop_1@mail.example.co.in",
		'आशा@उदाहरण.भारत',
		'asha@xn--p1b6ci4b4b3a.xn--h2brj9c',
	])('has the e-mail address %j', (email) => {
		expect(readCustomerOf({ email }).email).toBe(email);
	});

	it.each([
		...['a@x.in, b@y.in', 'a@x.in,b@y.in', 'a@x.in;b@y.in', 'a@x.in b@y.in', 'a@x.in/b@y.in'],
		...['a@x.in\r\nBcc: v@w.in', 'a@x.in\nb', 'a@x.in\u2028b', 'a@x.in?bcc=v', 'a@x.in,'],
		...['null', 'none', 'na', 'N/A', 'undefined', 'asha', '@', 'asha@', '@x.in', 'a@x', 'a@x.'],
		...['Asha <a@x.in>', '<a@x.in>', 'mailto:a@x.in', '"a b"@x.in', 'a@x..in', 'a\u0000@x.in'],
		`${'a'.repeat(250)}@x.in`,
	])('has no e-mail address of %j, and takes the next place', (email) => {
		expect(readCustomerOf({ email }).email).toBeNull();
		const shipping_address = { email: 's@example.com' };
		expect(readCustomerOf({ email, customer: { email, shipping_address } }).email).toBe(
			's@example.com',
		);
	});

	it.each<[string, JsonObject, (string | null)[]]>([
		['two fields', { first_name: ' Asha ', last_name: 'Rao' }, ['Asha', 'Rao', 'Asha Rao']],
		['a first name only', { first_name: 'Asha' }, ['Asha', null, 'Asha']],
		['a last name only', { first_name: '', last_name: 'A. Rao' }, [null, 'A. Rao', 'A. Rao']],
		['one of two spellings', { firstName: '  ', first_name: 'Asha' }, ['Asha', null, 'Asha']],
		['customerName', { customerName: 'Asha Rao' }, [null, null, 'Asha Rao']],
		['name', { name: 'Asha Rao' }, [null, null, 'Asha Rao']],
	])('has a name in %s', (_, names, [firstName, lastName, fullName]) => {
		const expected = { firstName, lastName, fullName };
		const addressed = { customer: { email: 'a@b.c', shipping_address: names } };
		expect(readCustomerOf({ customer: names })).toMatchObject(expected);
		expect(readCustomerOf(addressed)).toMatchObject(expected);
	});
});

describe('marketing consent', () => {
	const names = [
		'marketing_consent',
		'accepts_marketing',
		'buyer_accepts_marketing',
		'marketing_opt_in',
	];
	const camel = (name: string) => name.replace(/_./g, ([, letter = '']) => letter.toUpperCase());

	it.each([...names, ...names.map(camel)])('may be %s, of event or customer', (name) => {
		for (const consent of [true, false]) {
			expect(readCustomerOf({ [name]: consent }).marketingConsent).toBe(consent);
			expect(readCustomerOf({ customer: { [name]: consent } }).marketingConsent).toBe(consent);
		}
	});

	// What is a yes and what a no is tabled in test/unit/payload/readers.test.ts.
	it.each<[JsonObject, boolean | null]>([
		[{ accepts_marketing: { state: 'subscribed' } }, true],
		[{ accepts_marketing: 'perhaps' }, null],
		[{ accepts_marketing: true, marketing_consent: false }, false],
		[{ accepts_marketing: true, customer: { marketing_opt_in: 'no' } }, false],
		[{ accepts_marketing: true, customer: { marketing_opt_in: 1 } }, true],
		[{ customer: { email: 'a@b.c' } }, null],
	])('of %j is %j', (data, expected) => {
		expect(readCustomerOf(data).marketingConsent).toBe(expected);
	});
});
