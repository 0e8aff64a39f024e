import { describe, expect, it } from '@jest/globals';

import { choosePhone } from '../../../nodes/Ecom360/checkout/phone-choice';

/** What is chosen of places that are written `number (countries)`: its text, E.164 and a warning. */
function choose(...places: string[]) {
	const candidates = places.map((place) => {
		const [, text = '', countries = ''] = /^(.*) \(([A-Z ]*)\)$/.exec(place) ?? [];
		return { text, countries: countries.split(' ') };
	});
	const chosen = choosePhone(candidates);
	return chosen && [chosen.text, chosen.phone?.e164, chosen.warning];
}

const [MOBILE, E164] = ['6000376569', '+916000376569'];
const [LANDLINE, LANDLINE_E164] = ['022 2888 8888', '+912228888888'];
/** A mobile in India as in the United States. */
const TWO = '9175551212';
const [IN_US, US_IN] = [`${TWO} (IN US)`, `${TWO} (US IN)`];
const [INDIAN, AMERICAN] = [`+91${TWO}`, `+1${TWO}`];
const BRITISH = '+447400123456';

describe('choosePhone', () => {
	it.each<[string, string[], Array<string | undefined>]>([
		['the first mobile', [`${MOBILE} (IN)`, '9876543210 (IN)'], [MOBILE, E164]],
		['a mobile behind a landline', [`${LANDLINE} (IN)`, `${MOBILE} (IN)`], [MOBILE, E164]],
		['a number behind what is none', ['98XXXXXX10 (IN)', `${MOBILE} (IN)`], [MOBILE, E164]],
		[
			'a number read anew',
			['4155552671 (IN US)', '4155552671 (US IN)'],
			['4155552671', '+14155552671'],
		],
		['the one that another is', [IN_US, '+1 917 555 1212 ()'], [TWO, AMERICAN]],
		['the one that another is, in India', [IN_US, `${INDIAN} ()`], [TWO, INDIAN]],
		["the one of another's country", [IN_US, '+1 800 555 2671 ()'], [TWO, AMERICAN]],
		["the one of another's only country", [IN_US, `${MOBILE} (IN US)`], [TWO, INDIAN]],
		['the one where countries share a code', [`${TWO} (CA US)`], [TWO, AMERICAN]],
		['another with its country code', [IN_US, `${BRITISH} ()`], [BRITISH, BRITISH]],
	])('takes %s', (_, places, expected) => {
		expect(choose(...places)).toEqual([...expected, undefined]);
	});

	const abroad = [`${LANDLINE_E164} ()`, '+18005552671 ()'];
	it.each<[string, string[], Array<string | undefined>]>([
		['phone_not_mobile', ['98XXXXXX10 (IN)', `${LANDLINE} (IN)`], [LANDLINE, LANDLINE_E164]],
		['phone_not_mobile', [IN_US, ...abroad], [LANDLINE_E164, LANDLINE_E164]],
		['phone_invalid', ['98XXXXXX10 (IN)', 'call me (IN)'], ['98XXXXXX10', undefined]],
		['phone_ambiguous', [IN_US], [TWO, undefined]],
		['phone_ambiguous', [US_IN], [TWO, undefined]],
		['phone_ambiguous', [IN_US, US_IN], [TWO, undefined]],
		['phone_ambiguous', [IN_US, 'XXXX (IN US)'], [TWO, undefined]],
		['phone_ambiguous', ['XXXX (IN US)', IN_US], [TWO, undefined]],
	])('warns with %s of %j', (warning, places, expected) => {
		expect(choose(...places)).toEqual([...expected, warning]);
	});

	it('knows nothing where nothing was sent', () => {
		expect(choose()).toBeUndefined();
	});
});
