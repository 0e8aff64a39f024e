import { parsePhone, type PhoneNumber } from './phone';
import type { Warning } from './warning';

/** A phone number in one of a checkout's places. */
export interface PhoneCandidate {
	/** As sent; not blank. */
	text: string;
	/** ISO 3166, in the order in which a number without a country code is read: see `parsePhone`. */
	countries: readonly string[];
}

export interface ChosenPhone {
	/** As sent. */
	text: string;
	/** Undefined where no candidate could be dialled. */
	phone: PhoneNumber | undefined;
	/** What to tell the workflow; undefined for a number that WhatsApp can reach. */
	warning: Extract<Warning, 'phone_invalid' | 'phone_not_mobile'> | undefined;
}

/**
 * Chooses among a shopper's numbers, in the order of their places: the first that WhatsApp can
 * reach, else the first that exists, else the first that was sent; undefined where none was.
 *
 * The contract's places, in order: the event's phone and the customer's, each with
 * `[defaultCountry, the address's country]`; then the shipping and the billing address's, each
 * with `[that address's country, defaultCountry]`. Leave unknown countries out.
 */
export function choosePhone(candidates: readonly PhoneCandidate[]): ChosenPhone | undefined {
	let existing: ChosenPhone | undefined;
	// The same number usually stands in several places: each is read once.
	const seen = new Set<string>();
	for (const { text, countries } of candidates) {
		const place = `${text}\n${countries.join()}`;
		if (seen.has(place)) continue;
		seen.add(place);
		const phone = parsePhone(text, countries);
		if (phone?.isReachable) return { text, phone, warning: undefined };
		if (phone) existing ??= { text, phone, warning: 'phone_not_mobile' };
	}
	const [first] = candidates;
	if (existing || !first) return existing;
	return { text: first.text, phone: undefined, warning: 'phone_invalid' };
}
