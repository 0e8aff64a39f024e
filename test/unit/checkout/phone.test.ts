import { describe, expect, it } from '@jest/globals';

import { parsePhone } from '../../../nodes/Ecom360/checkout/phone';

const ASSAM = {
	e164: '+916000376569',
	callingCode: '+91',
	nationalNumber: '6000376569',
	countryCode: 'IN',
	isReachable: true,
};

describe('parsePhone', () => {
	// Found by the property test: the library takes it for a Dominican number.
	it.each(['8090000000', '1 809 000 0000', '+18090000000'])(
		'refuses %j, an exchange that North America does not have',
		(sent) => {
			expect(parsePhone(sent, ['US'])).toBeUndefined();
		},
	);

	it.each([
		...['+91 60003 76569', '(+91) 60003-76569', '+916000376569', '916000376569', '06000376569'],
		...['6000376569', '60003-76569', '60003.76569', '60003/76569', '(0) 60003 76569'],
		...['00916000376569', ' +916000376569 ', '\u202A+91 6000376569\u202C', '\u200E6000376569'],
		// A trunk zero before or after the country code.
		...['0916000376569', '0 91 60003 76569', '091-60003-76569', '+91 06000376569'],
		...['+91 (0) 60003 76569', '0091 0 60003 76569', '+091 60003 76569'],
		// Digits of other scripts.
		...['६०००३७६५६९', '+९१ ६०००३ ७६५६९', '＋９１６０００３७６५६９', '৬০০০৩৭৬৫৬৯'],
		// RFC 3966, extensions and words.
		...['tel:+91-60003-76569', 'TEL:+91-60003-76569;ext=5', 'tel:60003-76569;phone-context=+91'],
		...['6000376569 ext. 5', '+91 60003 76569;ext=5', '60003 76569 (WhatsApp)', '6000376569only'],
		// A second number, of which the first counts, unless it is none.
		...['6000376569 / 6000376570', '6000376569/6000376570', '60003 76569 / 60003 76570'],
		...[
			'6000376569/70',
			'6000376569, 6000376570',
			'6000376569;6000376570',
			'6000376569 6000376570',
		],
		...['6000376569\n6000376570', '+91 60003 76569 +91 60003 76570', '6000376569 or 6000376570'],
		'12345, 6000376569',
		// The country code twice.
		...['+91 +91 60003 76569', '+91+916000376569', '91 +91 6000376569', '91916000376569'],
		...['+91 91 60003 76569', '0091 +91 6000376569', '+91 0091 6000376569'],
		...['++916000376569', '+ +91 6000376569'],
		// Decimals, as spreadsheets write them.
		...['6000376569.0', '916000376569.00', '+916000376569.0'],
	])('reads %j as an Indian number', (sent) => {
		expect(parsePhone(sent, ['IN'])).toEqual(ASSAM);
	});

	it.each(['+91 60003 76569', '00916000376569', 'tel:60003-76569;phone-context=+91'])(
		'applies no country to %j, which has one',
		(sent) => {
			expect(parsePhone(sent, ['US'])).toEqual(ASSAM);
		},
	);

	it.each([
		['4155552671', ['US', 'IN'], '+14155552671'],
		['4155552671', ['IN', 'US'], '+914155552671'],
		['6000376569', ['US', 'IN'], '+916000376569'],
		['07400 123456', ['GB', 'IN'], '+447400123456'],
		['044 7400 123456', ['GB', 'IN'], '+447400123456'],
		['971501234567', ['IN', 'AE'], '+971501234567'],
		['971501234567', ['IN'], undefined],
		['+5215512345678', ['IN'], '+525512345678'],
		['+52 1 55 1234 5678', ['IN'], '+525512345678'],
		['5215512345678', ['IN'], '+525512345678'],
		['5215512345678', ['MX'], '+525512345678'],
		['1 55 1234 5678', ['MX'], '+525512345678'],
		['044 55 1234 5678', ['MX'], '+525512345678'],
		['+525512345678', ['IN'], '+525512345678'],
		['+1 +1 415 555 2671', ['IN'], '+14155552671'],
		['+114155552671', ['IN'], '+14155552671'],
		['6000376569', ['ZZ', '', 'IN'], '+916000376569'],
		['6000376569', [], undefined],
	])('reads %j by the first of %j that has it: %s', (sent, countries, expected) => {
		expect(parsePhone(sent, countries)?.e164).toBe(expected);
	});

	it.each([
		['+1 415 555 2671', 'IN', '+14155552671', '+1', '4155552671', 'US'],
		['4155552671', 'US', '+14155552671', '+1', '4155552671', 'US'],
		['050 123 4567', 'AE', '+971501234567', '+971', '501234567', 'AE'],
		['٠٥٠١٢٣٤٥٦٧', 'AE', '+971501234567', '+971', '501234567', 'AE'],
		['+44 7400 123456', 'IN', '+447400123456', '+44', '7400123456', 'GB'],
		['09123456789', 'PH', '+639123456789', '+63', '9123456789', 'PH'],
	])('reads %j with %s', (sent, country, e164, callingCode, nationalNumber, countryCode) => {
		const isReachable = true;
		const expected = { e164, callingCode, nationalNumber, countryCode, isReachable };
		expect(parsePhone(sent, [country])).toEqual(expected);
	});

	it.each([
		['an Indian mobile', '+916000376569', true],
		['an Indian landline', '022 2888 8888', false],
		['an Indian toll-free number', '1800 123 4567', false],
		['a number of the United States, which can be either', '+14155552671', true],
		['a toll-free number of the United States', '+18005552671', false],
		['a premium number of the United States', '+1 900 555 0123', false],
		['a British landline', '+44 20 7946 0018', false],
		['a number of no one country', '+80012345678', false],
	])('says whether WhatsApp can reach %s', (_, sent, isReachable) => {
		expect(parsePhone(sent, ['IN'])).toMatchObject({ isReachable });
	});

	it('knows no country for a number of no one country', () => {
		expect(parsePhone('+80012345678', ['IN'])?.countryCode).toBeNull();
	});

	it.each([
		// The vendor's sample is one digit short.
		...['+1234567890', '600037656', '+9160003765699', '600037656.0', '6'.repeat(100_000)],
		// Masked, or rounded.
		...[
			'XXXXXXXXXXXX',
			'98XXXXXX10',
			'+91XXXXXX6569',
			'60003*****',
			'6000376569XXXX',
			'60003•••••',
		],
		...['9.175551212E+10', '9.87654321E9'],
		// Of nobody, and of no country or of two.
		...['0000000000', '+999 6000376569', '+91 +44 7400 123456', '+44 4123456789'],
		...['call me', 'call 6000376569 now', '', '   ', '+', '00', 'tel:', 'asha@example.com'],
	])('reads no number from %j', (sent) => {
		expect(parsePhone(sent, ['IN'])).toBeUndefined();
	});

	it.each(['ZZ', '', 'india', '__proto__', 'constructor'])(
		'reads international numbers whatever the country: %j',
		(country) => {
			expect(parsePhone('+916000376569', [country])).toEqual(ASSAM);
			expect(parsePhone('6000376569', [country])).toBeUndefined();
		},
	);
});
