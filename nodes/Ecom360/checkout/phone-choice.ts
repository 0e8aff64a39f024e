import type { Warning } from '../item/delivery.schema';
import { type PhoneNumber, readingsOf } from './phone';

/** A phone number in one of a checkout's places. */
export interface PhoneCandidate {
	/** As sent; not blank. */
	text: string;
	/**
	 * ISO 3166: the default country and every one that the event names, in the order in which a number
	 * without a country code is read (see `parsePhone`).
	 */
	countries: readonly string[];
}

export interface ChosenPhone {
	/** As sent. */
	text: string;
	/** Undefined where no candidate could be dialled, or nobody can say whose number it is. */
	phone: PhoneNumber | undefined;
	/** What to tell the workflow; undefined for a number that WhatsApp can reach. */
	warning: Extract<Warning, 'phone_ambiguous' | 'phone_invalid' | 'phone_not_mobile'> | undefined;
}

/**
 * Chooses among a shopper's numbers, in the order of their places: the first that WhatsApp can
 * reach, else the first that exists, else the first that was sent; undefined where none was.
 *
 * A number without a country code that is a mobile in two of its countries belongs to somebody in
 * each, and a message to the wrong one would tell a stranger about the cart: it is chosen only where
 * another number says which one it is.
 *
 * The places, in order: the event's phone and the customer's, read by the default country first; then
 * the shipping and the billing address's, read by the address's own country first.
 */
export function choosePhone(candidates: readonly PhoneCandidate[]): ChosenPhone | undefined {
	const numbers = readEach(candidates);
	const certain = numbers.map(certainOf).filter((phone) => phone !== undefined);
	const chosen = numbers.map((number) => ({
		text: number.text,
		phone: certainOf(number) ?? settled(number.mobiles, certain),
	}));
	const reachable = chosen.find(({ phone }) => phone?.isReachable);
	if (reachable) return { ...reachable, warning: undefined };
	const existing = chosen.find(({ phone }) => phone);
	if (existing) return { ...existing, warning: 'phone_not_mobile' };
	const unsettled = numbers.find(({ mobiles }) => mobiles.length > 1);
	if (unsettled) return { text: unsettled.text, phone: undefined, warning: 'phone_ambiguous' };
	const [first] = candidates;
	return first && { text: first.text, phone: undefined, warning: 'phone_invalid' };
}

/** A candidate's text, and the numbers that it could be. */
interface ReadNumber {
	text: string;
	/** Its likeliest reading; undefined where it is not a number. */
	phone: PhoneNumber | undefined;
	/** The readings that WhatsApp could reach. */
	mobiles: PhoneNumber[];
}

function readEach(candidates: readonly PhoneCandidate[]): ReadNumber[] {
	// The same number usually occurs in several places: each is read once.
	const known = new Map<string, ReadNumber>();
	for (const { text, countries } of candidates) {
		const place = `${text}\n${countries.join()}`;
		if (known.has(place)) continue;
		const readings = readingsOf(text, countries);
		const mobiles = readings.filter(({ isReachable }) => isReachable);
		known.set(place, { text, phone: readings[0], mobiles });
	}
	return [...known.values()];
}

/** The number, where there is only one that it could be. */
function certainOf({ phone, mobiles }: ReadNumber): PhoneNumber | undefined {
	return mobiles.length > 1 ? undefined : phone;
}

/** Of several mobiles, the one that is another number too, else the one in another's country. */
function settled(
	mobiles: readonly PhoneNumber[],
	certain: readonly PhoneNumber[],
): PhoneNumber | undefined {
	const same = mobiles.find(({ e164 }) => certain.some((other) => other.e164 === e164));
	const [one, ...more] = mobiles.filter(({ callingCode }) =>
		certain.some((other) => other.callingCode === callingCode),
	);
	return same ?? (more.length === 0 ? one : undefined);
}
