import fc from 'fast-check';

import { SIGNATURE_SCHEMES } from '../../nodes/Ecom360/webhook/signed-content.ts';
import { aScalar, aText, sometimes, weighted } from './words.mts';

export type Values = Record<string, unknown>;

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
	...['{timestamp}:{body}', '{body}|{timestamp}', '{id}.{timestamp}.{body}', 'v1 {body}', 'x'],
	...['{topic}{version}{body}', '{header:user-agent}.{body}', '{storeUrl}{body}', '{body}'],
	...['{id}{timestamp}{body}', '{timestamp}', '{body}{body}', '{nothing}{body}'],
];
const ENCODINGS = ['auto', 'hex', 'base64'] as const;
const ALGORITHMS = ['sha256', 'sha1', 'sha512'] as const;
const HEADERS = ['x-webhook-signature', 'X-Cf-Signature', ' x-hub-signature-256 ', 'signature'];
const TOLERANCES = [0, 5, 60, '5'];
const UNREADABLE = [-1, '', 'five', null];
const MINUTE_MS = 60_000;

/** Anything, but an expression: n8n would evaluate that before the node sees it. */
const anything = fc
	.oneof(aText, aScalar)
	.map((value): unknown => (typeof value === 'string' && value.startsWith('=') ? null : value));

/** Mostly not entered, else mostly one of the plausible values. */
function maybe(plausible: readonly unknown[], others = anything): fc.Arbitrary<unknown> {
	return sometimes(4, weighted([5, fc.constantFrom(...plausible)], [1, others]));
}

const someFilters = fc.record({
	minimumTotal: maybe([0, 500, 1e9, '500', '', '1000 only', -1]),
	maximumTotal: maybe([0, 1e4, 1e9, '1,000', 'none', true]),
	stores: maybe(['', 'my-store.myshopify.com', 'https://www.Shop.example/, a.example', ',']),
	platforms: maybe([[], ['OCC'], ['SHOPIFY'], ['SHOPIFY', 'OCC'], 'OCC']),
	countries: maybe(['', 'IN', 'in, us', 'US', ['IN']]),
	requirePhone: maybe([true, false, 'yes', 'no', null, 'maybe']),
	requireConsent: maybe([true, false, 1, 0, '', 'maybe', [false]]),
});

const someOptions = fc.record({
	skipDuplicates: sometimes(2, fc.boolean()),
	duplicateWindow: sometimes(8, fc.constant(0)),
	includePayload: sometimes(3, fc.boolean()),
	includeRawBody: sometimes(6, fc.constant(true)),
	defaultCountry: maybe(['IN', 'US', 'AE', 'in', 'ZZ', '', 'GB', 'IT', 'MX']),
	currency: maybe(['INR', 'JPY', 'KWD', 'usd', 'XXX', '', 'rupees', 'CLF']),
	amountUnit: maybe(['major', 'minor', 'minor', 'paise']),
	locale: maybe(['en-IN', 'hi-IN', 'de', 'ar-EG-u-nu-arab', 'x', '', 'en-US-u-nu-deva', 'fa']),
});

const nonsense = fc.constantFrom<unknown>('AUTO', null, '', 7, ['hex'], 'md5');
const someSignatureOptions = fc.record({
	signatureScheme: maybe(SCHEMES, nonsense),
	signatureEncoding: maybe(ENCODINGS, nonsense),
	signatureAlgorithm: maybe(ALGORITHMS, nonsense),
	signedContent: sometimes(2, fc.constantFrom(...CONTENTS)),
	signatureHeader: sometimes(6, fc.constantFrom(...HEADERS)),
	timestampTolerance: sometimes(4, fc.constantFrom(...TOLERANCES, ...UNREADABLE)),
});

/** Node parameters as n8n stores them: mostly few of them set, now and then to nonsense. */
export const someSettings: fc.Arbitrary<NodeSettings> = fc
	.record({
		output: maybe(['lineItem', 'lineItem', 'checkout'], fc.constantFrom('items', null, 5)),
		events: maybe([['*'], ['abandonedCheckout'], ['abandonedCheckout', '*'], [], '*']),
		filters: sometimes(5, weighted<unknown>([9, someFilters], [1, anything])),
		options: someOptions,
		signatureOptions: someSignatureOptions,
	})
	.map((parameters) => ({
		parameters: JSON.parse(JSON.stringify(parameters)) as Values,
		signature: signatureSettings(parameters.signatureOptions),
		output: parameters.output === 'lineItem' ? 'lineItem' : 'checkout',
		skipDuplicates: parameters.options.skipDuplicates ?? true,
		hasWindow: parameters.options.duplicateWindow === undefined,
	}));

/** What the node must take the options for. */
function signatureSettings(
	options: typeof someSignatureOptions extends fc.Arbitrary<infer Options> ? Options : never,
): SignatureSettings {
	let isUnread = UNREADABLE.some((minutes) => minutes === options.timestampTolerance);
	const read = <Choice,>(choices: readonly [Choice, ...Choice[]], stored: unknown): Choice => {
		const isSpelled = stored === 'AUTO' && choices[0] === 'auto';
		const choice = choices.find((one) => one === stored);
		isUnread ||= stored !== undefined && choice === undefined && !isSpelled;
		return choice ?? choices[0];
	};
	const scheme = read(SCHEMES, options.signatureScheme);
	const isStandard = scheme === 'standardWebhooks';
	const header = (options.signatureHeader ?? 'x-webhook-signature').trim().toLowerCase();
	// Standard Webhooks has a header of its own in the place of the vendors', and a tolerance.
	const minutes = options.timestampTolerance ?? (isStandard ? 5 : 0);
	return {
		scheme,
		signedContent: options.signedContent ?? DEFAULT_CONTENT,
		encoding: read(ENCODINGS, options.signatureEncoding),
		algorithm: read(ALGORITHMS, options.signatureAlgorithm),
		header: isStandard && header === 'x-webhook-signature' ? 'webhook-signature' : header,
		toleranceMs: Number(minutes) * MINUTE_MS,
		isUnread,
	};
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

const oneKey = fc.constantFrom('whk_9f2c1d7e5b', 'clé-secrète-ключ', 'a'.repeat(200), 'dGV4dA==');
const PREVIOUS = 'whk_previous_77aa';
const OF_NO_USE: Array<Credential | undefined> = [
	...[undefined, { webhookKey: '' }, { webhookKey: ' ' }, { webhookKey: '\n' }],
	{ webhookKey: 'not hex!', webhookKeyEncoding: 'hex' },
];

/** A credential: ordinary, being rotated, encoded, or of no use. */
export const someKeys = weighted<Keys>(
	[29, oneKey.map((key) => usable({ webhookKey: key }, key))],
	[2, oneKey.map(rotated)],
	[1, encoded('hex', 16)],
	[1, encoded('base64', 24)],
	[3, fc.constantFrom(...OF_NO_USE).map((credential) => usable(credential))],
);

function usable(credential: Credential | undefined, ...keys: Array<string | Buffer>): Keys {
	return { credential, usable: keys.map((key) => Buffer.from(key as string)) };
}

function rotated(key: string): Keys {
	return usable({ webhookKey: ` ${key} `, previousWebhookKey: PREVIOUS }, key, PREVIOUS);
}

function encoded(webhookKeyEncoding: 'hex' | 'base64', length: number): fc.Arbitrary<Keys> {
	return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => {
		const key = Buffer.from(bytes);
		return usable({ webhookKey: key.toString(webhookKeyEncoding), webhookKeyEncoding }, key);
	});
}
