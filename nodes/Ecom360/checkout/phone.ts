import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
} from 'libphonenumber-js/max';

import { dialledForms } from './phone-text';

/** A number that exists in its country's numbering plan, in the forms WhatsApp providers take. */
export interface PhoneNumber {
	/** E.164, such as `+916000376569`. */
	e164: string;
	/** With the plus sign, such as `+91`. */
	callingCode: string;
	nationalNumber: string;
	/** ISO 3166; null for numbers of no one country. */
	countryCode: string | null;
	/** Whether it can be a mobile. WhatsApp has no use for landlines, toll-free and premium numbers. */
	isReachable: boolean;
}

// North America's numbers all have this form (nanpa.com, "About the North American Numbering Plan").
// 25 countries share it, each of which the library tries for a number such as Cashfree's sample.
const IMPOSSIBLE_NORTH_AMERICAN = /^\+1(?![2-9]\d{2}[2-9]\d{6}$)\d*$/;
const TRUNK_ZERO = /^0[ .-]*(?=[1-9])/;
const MOBILE = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

/**
 * Reads a phone number as shoppers and shops write it (see `dialledForms`); undefined where it
 * could not be dialled.
 *
 * `countries` (ISO 3166; others are passed over) apply to numbers without a country code only,
 * the first in whose numbering plan the number exists. So give an address's number the address's
 * country before the default country, and any other number the default country first.
 */
export function parsePhone(asSent: string, countries: readonly string[]): PhoneNumber | undefined {
	for (const form of dialledForms(asSent)) {
		const phone = form.startsWith('+') ? dial(form) : dialFromAny(countries, form);
		if (phone) return phone;
	}
	return undefined;
}

function dialFromAny(countries: readonly string[], form: string): PhoneNumber | undefined {
	for (const country of countries) {
		const phone = isSupportedCountry(country) ? dialFrom(country, form) : undefined;
		if (phone) return phone;
	}
	return undefined;
}

/** A number without a plus sign, dialled from a country: national, or `91 …`, or `0 91 …`. */
function dialFrom(country: CountryCode, form: string): PhoneNumber | undefined {
	const phone = dial(form, country);
	if (phone || !TRUNK_ZERO.test(form)) return phone;
	const digits = form.replace(TRUNK_ZERO, '');
	return digits.startsWith(getCountryCallingCode(country)) ? dial(`+${digits}`) : undefined;
}

function dial(form: string, country?: CountryCode): PhoneNumber | undefined {
	if (IMPOSSIBLE_NORTH_AMERICAN.test(form)) return undefined;
	const phone = parsePhoneNumberFromString(form, {
		...(country && { defaultCountry: country }),
		extract: false,
	});
	// Again on what was read: `8090000000` in the United States has no `+1` yet.
	if (!phone || IMPOSSIBLE_NORTH_AMERICAN.test(phone.number)) return undefined;
	const type = phone.getType();
	// Without a type it can still be valid: some plans make no difference between the types.
	if (type === undefined && !phone.isValid()) return undefined;
	return {
		e164: phone.number,
		callingCode: `+${phone.countryCallingCode}`,
		nationalNumber: phone.nationalNumber,
		countryCode: phone.country ?? null,
		isReachable: type === undefined || MOBILE.has(type),
	};
}
