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

/**
 * Reads a phone number as shoppers and shops write it; undefined where it could not be dialled.
 *
 * `defaultCountry` (ISO 3166) applies to numbers without a country code only.
 */
export function parsePhone(asSent: string, defaultCountry: string): PhoneNumber | undefined {
	if (asSent.length > LONGEST_PHONE) return undefined;
	// Numbers pasted from a phone book carry invisible direction marks.
	const written = asSent.replace(/\p{Cf}/gu, '').trim();
	const international = written.startsWith('00') ? `+${written.slice(2)}` : written;
	const phone = parsePhoneNumberFromString(international, {
		defaultCountry: defaultCountry as CountryCode,
		extract: false,
	});
	if (!phone?.isValid()) return undefined;
	return {
		e164: phone.number,
		callingCode: `+${phone.countryCallingCode}`,
		nationalNumber: phone.nationalNumber,
		countryCode: phone.country ?? null,
	};
}
