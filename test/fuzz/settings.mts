import { SIGNATURE_SCHEMES } from '../../nodes/Ecom360/webhook/signed-content.ts';
import type { Random } from './random.mts';
import { aText, aValue } from './words.mts';

type Values = Record<string, unknown>;

/** The parts of the node's parameters that decide whether a signature is genuine. */
export interface SignatureSettings {
	scheme: 'auto' | 'rawBody' | 'timestampBody' | 'timestampDotBody' | 'standardWebhooks' | 'custom';
	/** What `custom` signs. */
	signedContent: string;
	encoding: 'auto' | 'hex' | 'base64';
	algorithm: 'sha256' | 'sha1' | 'sha512';
	header: string;
	toleranceMs: number;
	/** Whether one of them cannot be read: nothing is genuine then. */
	isUnread: boolean;
}

export interface NodeSettings {
	parameters: Values;
	signature: SignatureSettings;
	output: 'checkout' | 'lineItem';
	skipDuplicates: boolean;
	hasWindow: boolean;
}

const SCHEMES = ['auto', ...SIGNATURE_SCHEMES] as const;
const DEFAULT_CONTENT = '{timestamp}.{body}';
const CONTENTS = [
	...['{body}', '{timestamp}:{body}', '{body}|{timestamp}', '{id}.{timestamp}.{body}', 'v1 {body}'],
	...[
		'{topic}{version}{body}',
		'{header:user-agent}.{body}',
		'{id}{timestamp}{body}',
		'{storeUrl}{body}',
	],
	...['{timestamp}', '{body}{body}', '{nothing}{body}', 'x'],
];
const ENCODINGS = ['auto', 'hex', 'base64'] as const;
const ALGORITHMS = ['sha256', 'sha1', 'sha512'] as const;
const HEADERS = ['x-webhook-signature', 'X-Cf-Signature', ' x-hub-signature-256 ', 'signature'];
const MINUTE_MS = 60_000;

/** Node parameters as n8n stores them: mostly few of them set, now and then to nonsense. */
export function someSettings(random: Random): NodeSettings {
	const options: Values = {};
	const signatureOptions: Values = {};
	const signature = someSignatureSettings(random, signatureOptions);
	const skipDuplicates = !random.oneIn(4);
	if (!skipDuplicates || random.oneIn(4)) options.skipDuplicates = skipDuplicates;
	const hasWindow = !random.oneIn(8);
	if (!hasWindow) options.duplicateWindow = 0;
	if (random.oneIn(3)) options.includePayload = random.oneIn(2);
	if (random.oneIn(6)) options.includeRawBody = true;
	const maybe = (name: string, plausible: readonly unknown[]) => {
		if (random.oneIn(4)) options[name] = random.oneIn(4) ? safe(random) : random.pick(plausible);
	};
	maybe('defaultCountry', ['IN', 'US', 'AE', 'in', 'ZZ', '', 'GB', 'IT', 'MX']);
	maybe('currency', ['INR', 'JPY', 'KWD', 'usd', 'XXX', '', 'rupees', 'CLF']);
	maybe('amountUnit', ['major', 'minor', 'minor', 'paise']);
	maybe('locale', ['en-IN', 'hi-IN', 'de', 'ar-EG-u-nu-arab', 'x', '', 'en-US-u-nu-deva', 'fa']);
	const output = random.oneIn(3) ? 'lineItem' : 'checkout';
	const parameters: Values = {};
	if (output === 'lineItem') parameters.output = output;
	else if (random.oneIn(6)) parameters.output = random.pick(['checkout', 'items', null, 5]);
	if (random.oneIn(2)) parameters.events = someEvents(random);
	if (random.oneIn(5)) parameters.filters = someFilters(random);
	if (Object.keys(options).length > 0) parameters.options = options;
	if (Object.keys(signatureOptions).length > 0) parameters.signatureOptions = signatureOptions;
	return { parameters, signature, output, skipDuplicates, hasWindow };
}

function someSignatureSettings(random: Random, options: Values): SignatureSettings {
	let isUnread = false;
	const set = <Choice,>(name: string, choices: readonly [Choice, ...Choice[]]): Choice => {
		if (!random.oneIn(4)) return choices[0];
		const choice = random.pick(choices);
		options[name] = choice;
		if (!random.oneIn(8)) return choice;
		const nonsense = random.pick(['AUTO', null, '', 7, ['hex'], 'md5']);
		options[name] = nonsense;
		isUnread ||= nonsense !== 'AUTO' || choices[0] !== 'auto';
		return choices[0];
	};
	const scheme = set('signatureScheme', SCHEMES);
	const encoding = set('signatureEncoding', ENCODINGS);
	const algorithm = set('signatureAlgorithm', ALGORITHMS);
	const signedContent = random.oneIn(2) ? random.pick(CONTENTS) : DEFAULT_CONTENT;
	if (signedContent !== DEFAULT_CONTENT) options.signedContent = signedContent;
	const header = random.oneIn(6) ? random.pick(HEADERS) : undefined;
	if (header !== undefined) options.signatureHeader = header;
	const minutes = random.oneIn(4) ? random.pick([0, 5, 60, -1, '5', '', 'five', null]) : undefined;
	if (minutes !== undefined) options.timestampTolerance = minutes;
	isUnread ||= minutes !== undefined && !(Number(minutes || NaN) >= 0 || minutes === 0);
	return {
		...{ scheme, signedContent, encoding, algorithm, isUnread },
		header: headerName(scheme, (header ?? 'x-webhook-signature').trim().toLowerCase()),
		toleranceMs: toleranceIn(scheme, minutes) * MINUTE_MS,
	};
}

/** Standard Webhooks has a header of its own in the place of the vendors'. */
function headerName(scheme: SignatureSettings['scheme'], header: string): string {
	const isOwn = scheme === 'standardWebhooks' && header === 'x-webhook-signature';
	return isOwn ? 'webhook-signature' : header;
}

/** Minutes; Standard Webhooks has five where none are set. */
function toleranceIn(scheme: SignatureSettings['scheme'], minutes: unknown): number {
	const isRead = minutes === '5' || (typeof minutes === 'number' && minutes >= 0);
	if (isRead) return Number(minutes);
	return scheme === 'standardWebhooks' ? 5 : 0;
}

function someEvents(random: Random): unknown {
	const plausible = [['*'], ['*'], ['abandonedCheckout'], ['abandonedCheckout', '*'], [], '*'];
	return random.oneIn(8) ? safe(random) : random.pick(plausible);
}

function someFilters(random: Random): unknown {
	if (random.oneIn(10)) return safe(random);
	const filters: Values = {};
	const maybe = (name: string, plausible: readonly unknown[]) => {
		if (random.oneIn(4)) filters[name] = random.oneIn(6) ? safe(random) : random.pick(plausible);
	};
	maybe('minimumTotal', [0, 500, 1e9, '500', '', '1000 only', -1]);
	maybe('maximumTotal', [0, 1e4, 1e9, '1,000', 'none', true]);
	maybe('stores', ['', 'my-store.myshopify.com', 'https://www.Shop.example/, a.example', ',']);
	maybe('platforms', [[], ['OCC'], ['SHOPIFY'], ['SHOPIFY', 'OCC'], 'OCC']);
	maybe('countries', ['', 'IN', 'in, us', 'US', ['IN']]);
	maybe('requirePhone', [true, false, 'yes', 'no', null, 'maybe']);
	maybe('requireConsent', [true, false, 1, 0, '', 'maybe', [false]]);
	return filters;
}

/** Anything, but an expression: n8n would evaluate that before the node sees it. */
function safe(random: Random): unknown {
	const text = JSON.stringify(random.oneIn(2) ? aText(random) : aValue(random, 0));
	return text.includes('"=') ? null : (JSON.parse(text) as unknown);
}

export interface Credential {
	webhookKey: string;
	previousWebhookKey?: string;
	webhookKeyEncoding?: 'text' | 'hex' | 'base64';
}

export interface Keys {
	/** Undefined where n8n cannot decrypt it. */
	credential: Credential | undefined;
	/** The keys that may verify. */
	usable: Buffer[];
}

const TEXT_KEYS = ['whk_9f2c1d7e5b', 'clé-secrète-ключ', 'a'.repeat(200), 'dGV4dGtleQ=='];

/** A credential: ordinary, being rotated, encoded, or of no use. */
export function someKeys(random: Random): Keys {
	const key = random.pick(TEXT_KEYS);
	const previous = 'whk_previous_77aa';
	switch (random.below(36)) {
		case 0:
			return { credential: undefined, usable: [] };
		case 1:
			return { credential: { webhookKey: random.pick(['', ' ', '\n']) }, usable: [] };
		case 2:
			return encoded('hex', random.bytes(16));
		case 3:
			return encoded('base64', random.bytes(24));
		case 4:
			return {
				credential: { webhookKey: 'not hex!', webhookKeyEncoding: 'hex' },
				usable: [],
			};
		case 5:
		case 6:
			return {
				credential: { webhookKey: ` ${key} `, previousWebhookKey: previous },
				usable: [Buffer.from(key), Buffer.from(previous)],
			};
		default:
			return { credential: { webhookKey: key }, usable: [Buffer.from(key)] };
	}
}

function encoded(webhookKeyEncoding: 'hex' | 'base64', bytes: Buffer): Keys {
	const webhookKey = bytes.toString(webhookKeyEncoding);
	return { credential: { webhookKey, webhookKeyEncoding }, usable: [bytes] };
}
