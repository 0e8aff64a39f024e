import { describe, expect, it } from '@jest/globals';

import { choosePhone } from '../../../nodes/Ecom360/checkout/phone-choice';

const MOBILE = '6000376569';
const OTHER_MOBILE = '9876543210';
const LANDLINE = '022 2888 8888';
const US = '4155552671';

function choose(...places: Array<[text: string, ...countries: string[]]>) {
	const chosen = choosePhone(places.map(([text, ...countries]) => ({ text, countries })));
	return chosen && [chosen.text, chosen.phone?.e164, chosen.warning];
}

describe('choosePhone', () => {
	it('takes the first that WhatsApp can reach', () => {
		expect(choose([MOBILE, 'IN'], [OTHER_MOBILE, 'IN'])).toEqual([
			MOBILE,
			'+916000376569',
			undefined,
		]);
	});

	it('lets no landline hide the mobile in the address', () => {
		expect(choose([LANDLINE, 'IN'], [MOBILE, 'IN'])).toEqual([MOBILE, '+916000376569', undefined]);
	});

	it('passes over what is no number', () => {
		expect(choose(['98XXXXXX10', 'IN'], [MOBILE, 'IN'])).toEqual([
			MOBILE,
			'+916000376569',
			undefined,
		]);
	});

	it('keeps a landline where there is no mobile, and says so', () => {
		expect(choose(['98XXXXXX10', 'IN'], [LANDLINE, 'IN'])).toEqual([
			LANDLINE,
			'+912228888888',
			'phone_not_mobile',
		]);
	});

	it('shows the first that was sent where none is a number, and says so', () => {
		expect(choose(['98XXXXXX10', 'IN'], ['call me', 'IN'])).toEqual([
			'98XXXXXX10',
			undefined,
			'phone_invalid',
		]);
	});

	it('reads one number anew where a place has other countries', () => {
		expect(choose([US, 'IN', 'US'], [US, 'US', 'IN'])).toEqual([US, '+14155552671', undefined]);
	});

	const ambiguous = '9175551212';
	it.each<[string, string[]]>([
		['in the default country and an address', [`${ambiguous} IN US`]],
		['in an address and the default country', [`${ambiguous} US IN`]],
		['in several places', [`${ambiguous} IN US`, `${ambiguous} US IN`]],
		['beside what is no number', [`${ambiguous} IN US`, 'XXXX IN US']],
		['behind what is no number', ['XXXX IN US', `${ambiguous} IN US`]],
	])('takes no mobile of two people: %s', (_, places) => {
		const parts = places.map((place) => place.split(' ') as [string, ...string[]]);
		expect(choose(...parts)).toEqual([ambiguous, undefined, 'phone_ambiguous']);
	});

	it.each([
		['the same number', '+1 917 555 1212', '+19175551212'],
		['the same number, of the other country', '+919175551212', '+919175551212'],
		['a number of that country', '+1 800 555 2671', '+19175551212'],
		['a number that exists there alone', '6000376569', '+919175551212'],
	])('takes one of two that %s says whose it is', (_, other, expected) => {
		expect(choose([ambiguous, 'IN', 'US'], [other, 'IN', 'US'])).toEqual([
			ambiguous,
			expected,
			undefined,
		]);
	});

	it('takes a mobile with a country code where nothing says whose the first is', () => {
		const others: Array<[string]> = [['+447400123456']];
		expect(choose([ambiguous, 'IN', 'US'], ...others)).toEqual([
			'+447400123456',
			'+447400123456',
			undefined,
		]);
	});

	it('does not choose between numbers of both countries', () => {
		const landline = '+912228888888';
		const places: Array<[string]> = [[landline], ['+18005552671']];
		expect(choose([ambiguous, 'IN', 'US'], ...places)).toEqual([
			landline,
			landline,
			'phone_not_mobile',
		]);
	});

	it('is sure of a number in countries that share their calling code', () => {
		expect(choose([ambiguous, 'CA', 'US'])).toEqual([ambiguous, '+19175551212', undefined]);
	});

	it('knows nothing where nothing was sent', () => {
		expect(choose()).toBeUndefined();
	});
});
