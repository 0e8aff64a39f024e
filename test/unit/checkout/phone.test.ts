import { describe, expect, it } from '@jest/globals';

import { parsePhone } from '../../../nodes/Ecom360/checkout/phone';

const ASSAM = {
	e164: '+916000376569',
	callingCode: '+91',
	nationalNumber: '6000376569',
	countryCode: 'IN',
};

describe('parsePhone', () => {
	// Found by the property test: the library takes it for a Dominican number.
	it.each(['8090000000', '1 809 000 0000', '+18090000000'])(
		'refuses %j, an exchange that North America does not have',
		(sent) => {
			expect(parsePhone(sent, 'US')).toBeUndefined();
		},
	);

	it.each([
		'+91 60003 76569',
		'(+91) 60003-76569',
		'+91 6000376569',
		'+916000376569',
		'916000376569',
		'06000376569',
		'6000376569',
		'60003 76569',
		'60003-76569',
		'+91-60003-76569',
		'(0) 60003 76569',
		'00916000376569',
		'0091 60003 76569',
		' +916000376569 ',
		'\u202A+91 6000376569\u202C',
		'\u200E6000376569',
	])('reads %j as an Indian number', (sent) => {
		expect(parsePhone(sent, 'IN')).toEqual(ASSAM);
	});

	it.each(['+91 60003 76569', '00916000376569'])(
		'applies no default country to %j, which has one',
		(sent) => {
			expect(parsePhone(sent, 'US')).toEqual(ASSAM);
		},
	);

	it.each([
		['+1 415 555 2671', 'IN', '+14155552671', '+1', '4155552671', 'US'],
		['4155552671', 'US', '+14155552671', '+1', '4155552671', 'US'],
		['050 123 4567', 'AE', '+971501234567', '+971', '501234567', 'AE'],
		['+44 7400 123456', 'IN', '+447400123456', '+44', '7400123456', 'GB'],
		['09123456789', 'PH', '+639123456789', '+63', '9123456789', 'PH'],
	])('reads %j with %s', (sent, country, e164, callingCode, nationalNumber, countryCode) => {
		expect(parsePhone(sent, country)).toEqual({ e164, callingCode, nationalNumber, countryCode });
	});

	it('knows no country for a number of no one country', () => {
		expect(parsePhone('+80012345678', 'IN')).toMatchObject({
			e164: '+80012345678',
			countryCode: null,
		});
	});

	it.each([
		["the vendor's sample, one digit short", '+1234567890'],
		['masked', 'XXXXXXXXXXXX'],
		['masked in part', '+91XXXXXX6569'],
		['masked with stars', '60003*****'],
		['a number of nobody', '0000000000'],
		['a digit too few', '600037656'],
		['a digit too many', '+9160003765699'],
		['an unknown country code', '+999 6000376569'],
		['no digits', 'call me'],
		['a number within text', 'call 6000376569 now'],
		['two numbers', '6000376569, 6000376570'],
		['nothing', ''],
		['blanks', '   '],
		['a plus sign', '+'],
		['zeros alone', '00'],
		['an e-mail address', 'asha@example.com'],
		['far too long', '6'.repeat(100_000)],
	])('reads no number from %s', (_, sent) => {
		expect(parsePhone(sent, 'IN')).toBeUndefined();
	});

	it.each(['ZZ', '', 'india', '__proto__', 'constructor'])(
		'reads international numbers whatever the default country: %j',
		(country) => {
			expect(parsePhone('+916000376569', country)).toEqual(ASSAM);
			expect(parsePhone('6000376569', country)).toBeUndefined();
		},
	);
});
