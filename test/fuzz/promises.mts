/** What an item that was accepted must keep to, told from what was entered and what came out alone. */

interface Item {
	cart?: { total: number | null };
	customer?: { email: string | null; marketingConsent: boolean | null };
	whatsapp?: { reachable: boolean; customerName: string; itemsText: string; couponCode: string };
}

const ONE_ADDRESS = /^[^\s,;:<>"@]+@[^\s,;:<>"@]+$/;
const NOT_SEEN = /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
/** What no eye sees and no message carries; the joiners stay, since scripts and emoji need them. */
const NOT_SENT = /(?![\u200C\u200D])[\p{Cf}\p{Cs}\p{Cc}]/u;
const LINK = /:\/\/|@|[\p{L}\p{N}][.。．｡․](?:com|net|org|in|io|ws|club|team)(?![\p{L}\p{M}])/iu;
const OFF = ['false', 'no', 'n', 'off', '0', 'unsubscribed', 'notsubscribed', 'optedout', 'optout'];

/** The promises that an item breaks, given the filters that were entered. */
export function brokenPromises(json: unknown, filters: unknown): string[] {
	const item = json as Item;
	const { customer, whatsapp } = item;
	const texts = whatsapp && [whatsapp.customerName, whatsapp.itemsText, whatsapp.couponCode];
	return [
		...(customer?.email && !ONE_ADDRESS.test(customer.email) ? ['more than one address'] : []),
		...(texts?.some((text) => NOT_SENT.test(text)) ? ['a sign that is not sent'] : []),
		...(texts?.some((text) => LINK.test(text.replace(NOT_SEEN, ''))) ? ['a link'] : []),
		...opened(item, filters).map((name) => `more open: ${name}`),
	];
}

/** The filters that should have left the item out. */
function opened({ cart, customer, whatsapp }: Item, filters: unknown): string[] {
	// n8n itself makes an empty collection of what is none.
	if (typeof filters !== 'object' || filters === null || Array.isArray(filters)) return [];
	const set = filters as Record<string, unknown>;
	const isOn = (name: string) => Object.hasOwn(set, name) && !isOff(set[name]);
	const isBroken: Record<string, boolean> = {
		requireConsent: isOn('requireConsent') && customer?.marketingConsent !== true,
		requirePhone: isOn('requirePhone') && whatsapp?.reachable !== true,
		minimumTotal: !isWithin(set['minimumTotal'], (bound) => (cart?.total ?? -1) >= bound),
		maximumTotal: !isWithin(set['maximumTotal'], (bound) => (cart?.total ?? Infinity) <= bound),
	};
	return Object.keys(isBroken).filter((name) => isBroken[name]);
}

function isOff(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return false;
	const letters = String(value).replace(/[^a-z0-9]/gi, '');
	return OFF.includes(letters.toLowerCase());
}

/** Whether a bound holds; of texts, only plain digits are certain. */
function isWithin(entered: unknown, holds: (bound: number) => boolean): boolean {
	if (isBlank(entered)) return true;
	if (typeof entered === 'number') return entered >= 0 && holds(entered);
	if (typeof entered !== 'string') return false;
	return !/^\d+(?:\.\d+)?$/.test(entered) || holds(Number(entered));
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}
