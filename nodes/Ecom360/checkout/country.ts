import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/max';

import { ALPHA_3 } from './alpha-3';

const LONGEST_NAME = 64;

const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** ISO 3166 codes of the countries that have telephone numbers of their own, sorted. */
const COUNTRIES: ReadonlySet<string> = new Set(getCountries());

/** What people write that is neither the code nor the name that `Intl` knows. */
const OTHER_NAMES: Readonly<Record<string, CountryCode>> = {
	burma: 'MM',
	czechrepublic: 'CZ',
	england: 'GB',
	greatbritain: 'GB',
	holland: 'NL',
	ivorycoast: 'CI',
	ksa: 'SA',
	turkey: 'TR',
	uae: 'AE',
	uk: 'GB',
	unitedstatesofamerica: 'US',
};

/** The country that a calling code is known for, where several share it. */
const FIRST_OF_CALLING_CODE: Readonly<Record<string, CountryCode>> = {
	'1': 'US',
	'7': 'RU',
	'39': 'IT',
	'44': 'GB',
	'47': 'NO',
	'61': 'AU',
	'212': 'MA',
	'262': 'RE',
	'358': 'FI',
	'590': 'GP',
	'599': 'CW',
};

/** Every country by its English name, sorted, for a list to choose from. */
export const COUNTRY_OPTIONS: ReadonlyArray<{ name: string; value: string }> = [...COUNTRIES]
	.map((code) => ({ name: NAMES.of(code) ?? code, value: code }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/**
 * Reads a country as people write it: a code of two letters (ISO 3166, or `UK`) or of three, or an
 * English name as `Intl.DisplayNames` knows it. Undefined for anything else.
 */
export function readCountry(written: string): string | undefined {
	if (written === '' || written.length > LONGEST_NAME) return undefined;
	const code = written.trim().toUpperCase();
	if (COUNTRIES.has(code)) return code;
	return ALPHA_3.get(code) ?? byName().get(folded(written));
}

let known: ReadonlyMap<string, string> | undefined;

/** Every country's names, folded; made for the first name that is read, since few senders write one. */
function byName(): ReadonlyMap<string, string> {
	if (known) return known;
	const shortNames = new Intl.DisplayNames('en', { type: 'region', style: 'short' });
	const named = [...COUNTRIES].flatMap((code) =>
		[NAMES, shortNames].map((names) => [folded(names.of(code) ?? code), code] as const),
	);
	known = new Map([...Object.entries(OTHER_NAMES), ...named]);
	return known;
}

/** Reads a country that may also be written as its calling code: `91`, `+91` or `0091`. */
export function readCountryOrCallingCode(written: string): string | undefined {
	const [, callingCode] = /^(?:\+|00)?([1-9]\d{0,2})$/.exec(written.trim()) ?? [];
	if (callingCode === undefined) return readCountry(written);
	return (
		FIRST_OF_CALLING_CODE[callingCode] ??
		getCountries().find((country) => getCountryCallingCode(country) === callingCode)
	);
}

/** `Côte d’Ivoire` and `cote divoire`, `the Bahamas` and `Bahamas` are one. */
function folded(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/^\s*the\s/, '')
		.replaceAll('&', 'and')
		.replace(/[^a-z]/g, '');
}
