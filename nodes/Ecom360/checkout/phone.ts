import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** A number that exists in its country's numbering plan, in the forms WhatsApp providers take. */
export interface PhoneNumber {
	/** E.164, such as `+916000376569`. */
	e164: string;
	/** With the plus sign, such as `+91`. */
	callingCode: string;
	nationalNumber: string;
	/** ISO 3166; null for numbers of no one country. */
	countryCode: string | null;
}

const LONGEST_PHONE = 40;
// North America's numbers all have this form (nanpa.com, "About the North American Numbering Plan").
// 25 countries share it, each of which the library tries for a number such as Cashfree's sample.
const IMPOSSIBLE_NORTH_AMERICAN = /^\+1(?![2-9]\d{2}[2-9]\d{6}$)\d*$/;
// Numbers pasted from a phone book carry direction marks.
const INVISIBLE = /\p{Cf}/gu;
// `(+91) 60003 76569` is no number to the library.
const BRACKETS = /[()[\]]/g;

/**
 * Reads a phone number as shoppers and shops write it; undefined where it could not be dialled.
 *
 * `defaultCountry` (ISO 3166) applies to numbers without a country code only.
 */
export function parsePhone(asSent: string, defaultCountry: string): PhoneNumber | undefined {
	if (asSent.length > LONGEST_PHONE) return undefined;
	const written = asSent.replace(INVISIBLE, '').replace(BRACKETS, ' ').trim();
	const international = written.startsWith('00') ? `+${written.slice(2)}` : written;
	if (IMPOSSIBLE_NORTH_AMERICAN.test(international)) return undefined;
	const phone = parsePhoneNumberFromString(international, {
		defaultCountry: defaultCountry as CountryCode,
		extract: false,
	});
	// Again on what was read: `8090000000` in the United States has no `+1` yet.
	if (!phone?.isValid() || IMPOSSIBLE_NORTH_AMERICAN.test(phone.number)) return undefined;
	return {
		e164: phone.number,
		callingCode: `+${phone.countryCallingCode}`,
		nationalNumber: phone.nationalNumber,
		countryCode: phone.country ?? null,
	};
}
