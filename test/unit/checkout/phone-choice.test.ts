import { describe, expect, it } from '@jest/globals';

import { choosePhone } from '../../../nodes/Ecom360/checkout/phone';

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

	it('knows nothing where nothing was sent', () => {
		expect(choose()).toBeUndefined();
	});
});
