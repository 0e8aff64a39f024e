import * as z from 'zod/v4-mini';

import { countryOrNull, field, flagOrNull, textOrNull } from './field';

const like = (pattern: RegExp) => z.nullable(z.string().check(z.regex(pattern)));

const address = z.strictObject({
	name: field(textOrNull, 'The name on the shipping address, else on the billing address', {
		example: 'John Doe',
	}),
	address1: field(textOrNull, 'Street and house', { example: '123 Elm Street' }),
	address2: field(textOrNull, 'The second line', { example: 'Apt 4B' }),
	city: field(textOrNull, 'The city', { example: 'New York' }),
	province: field(textOrNull, 'The province or state', { example: 'NY' }),
	provinceCode: field(textOrNull, 'Its code', { example: 'NY' }),
	zip: field(textOrNull, 'The ZIP or PIN code, as text', { example: '10001' }),
	country: field(textOrNull, 'The country, as sent', { example: 'US' }),
	countryCode: field(
		countryOrNull,
		'Its ISO 3166 code, from the code or the English name that was sent',
		{ example: 'US' },
	),
	phone: field(textOrNull, 'The phone of this address as sent: not checked', {
		example: '+1234567890',
	}),
});

export const customer = z.strictObject({
	firstName: field(textOrNull, 'As sent; `null`, `N/A` and the like count as missing', {
		example: 'John',
	}),
	lastName: field(textOrNull, 'The same', { example: 'Doe' }),
	fullName: field(textOrNull, 'Both, or the one name that was sent', { example: 'John Doe' }),
	email: field(textOrNull, 'The e-mail address: one, or `null` for a list or a placeholder', {
		example: 'customer@example.com',
	}),
	phone: field(
		like(/^\+[1-9]\d{6,14}$/),
		'A valid number in E.164 form, or `null`: of those of the event, the customer, the shipping address and the billing address, the first that WhatsApp can reach, else the first that is valid',
		{ example: '+916000376569' },
	),
	phoneAsSent: field(
		textOrNull,
		'The same number as it was sent; useful to see why `phone` is `null`',
		{ example: '+91 6000376569' },
	),
	callingCode: field(like(/^\+[1-9]\d{0,2}$/), 'For providers that want it separately (Interakt)', {
		example: '+91',
	}),
	nationalNumber: field(like(/^\d+$/), 'The rest of the number', { example: '6000376569' }),
	countryCode: field(countryOrNull, "The phone's country (ISO 3166), else the address's", {
		example: 'IN',
	}),
	marketingConsent: field(
		flagOrNull,
		'`true` where a consent field says yes and none says no, `false` where one says no, `null` where the event says nothing',
		{
			example: true,
		},
	),
	address,
});

export type Address = z.output<typeof address>;
export type Customer = z.output<typeof customer>;
