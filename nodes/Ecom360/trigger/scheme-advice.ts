import { type Change, changesFor, type Obstacle, obstacleTo } from '../scheme-finder/changes';
import type { FoundScheme, SchemeFinding } from '../scheme-finder/find';
import type { BodyForm } from '../scheme-finder/forms';
import { choiceName, entryName } from '../shared/display-name';
import { foreignText } from '../shared/foreign-text';
import type { WebhookKeys } from '../webhook/keys';
import type { SignatureRules } from '../webhook/signature';
import type { Advice } from './diagnosis';
import { signatureOptions } from './panel/options.description';

const ALGORITHMS = { sha256: 'SHA-256', sha1: 'SHA-1', sha512: 'SHA-512', md5: 'MD5' } as const;
const WRITINGS = {
	hex: 'hex',
	base64: 'Base64',
	hexInBase64: 'hex digits written in Base64',
} as const;
const KEY_ENCODINGS: Readonly<Record<string, string>> = {
	text: 'Text',
	hex: 'Hex',
	base64: 'Base64',
};
const BODIES: Readonly<Record<BodyForm, string>> = {
	exact: 'the body',
	compact: 'a rewritten body',
	sorted: 'a rewritten body with its keys sorted',
	data: 'only the data in the body, rewritten',
	sortedData: 'only the data in the body, rewritten with its keys sorted',
	values: 'the values in the body, sorted by their names',
	none: 'headers',
};
const ASK =
	'Ask Cashfree to sign the exact body of each request with HMAC-SHA256 and your webhook key, as the signatures of its other webhooks do.';

/** Puts what the scheme finder found into words; undefined where it has nothing to add. */
export function adviceOn(
	finding: SchemeFinding,
	rules: SignatureRules & { header: string },
	credential: WebhookKeys,
): Advice | undefined {
	switch (finding.kind) {
		case 'found': {
			const obstacle = obstacleTo(finding);
			return obstacle ? refuse(finding, obstacle) : setting(finding, rules, credential);
		}
		case 'token':
			return {
				message: 'The request carries your webhook key itself instead of a signature',
				next: `The header '${foreignText(finding.header)}' holds the key as it is. That proves nothing about the content, and whoever sees one request can forge others, so the trigger does not accept it. ${ASK} Then generate a new key.`,
			};
		case 'nothing':
			return {
				message: 'The signature does not match the webhook key in your credential',
				next: `Copy the webhook key from the Ecom dashboard again, paste it into the Ecom360 API credential and send another event. For OCC and payments the key is your payment gateway's client secret, that of the oldest active API key. If you generated a new key recently, put the old one into 'Previous Webhook Key'. ${finding.digests} ways to sign were tried with the credential's keys, and none of them fits, so the key is the likely cause.`,
			};
		case 'unsearched':
			return undefined;
	}
}

function setting(
	found: FoundScheme,
	rules: SignatureRules & { header: string },
	credential: WebhookKeys,
): Advice {
	const changes = changesFor(found, rules, credential);
	const named = changes.map(
		({ option, value }) => `'${nameOf(option)}' to ${wordFor(option, value)}`,
	);
	const set = named.length > 0 ? `: set ${listed(named)}` : '';
	return {
		message: 'The signature is made with your key, but not in the way that you have set',
		next: `Your account signs ${describe(found)}${set}.${aboutKey(found)} Then send the event again.`,
	};
}

function aboutKey({ key: { role, form } }: FoundScheme): string {
	const field = role === 'current' ? 'Webhook Key' : 'Previous Webhook Key';
	if (form === 'clean') {
		return ` '${field}' holds invisible characters or quotation marks that were pasted with the key: enter the key without them.`;
	}
	return role === 'previous' ? ` It signs with the key in '${field}'.` : '';
}

/** How a delivery is signed: `{timestamp}.{body}`, SHA-256, Base64. */
function describe({ content, body, algorithm, writing }: FoundScheme): string {
	const signed = foreignText(content.replace('{body}', body === 'none' ? '' : '{body}'));
	return `${signed}, ${ALGORITHMS[algorithm]}, ${WRITINGS[writing]}`;
}

function refuse(found: FoundScheme, obstacle: Obstacle): Advice {
	return {
		message: 'The signature is made with your key, but in a way that cannot be accepted',
		next: `Your account signs ${describe(found)}. ${WHY[obstacle](found)}`,
	};
}

const WHY: Record<Obstacle, (found: FoundScheme) => string> = {
	plainHash: () =>
		`It is a plain hash of key and content, not an HMAC: others can append to such content and sign it. ${ASK}`,
	keyless: () =>
		`It is a hash of the content without any key, so anyone can make it, and it does not prove who sent the request. ${ASK}`,
	headersOnly: () =>
		`It covers headers and not the body, so the content could be replaced without a trace. ${ASK}`,
	rewrittenBody: ({ body }) =>
		`It covers ${BODIES[body]}, not the exact bytes that were sent, so changes made on the way would not show. ${ASK}`,
	headerParts: ({ header }) =>
		`It is in the header '${foreignText(header)}', after a name that the trigger does not read: only v1= and names such as sha256= may come before a signature. ${ASK}`,
	timeInSignature: ({ header }) =>
		`{timestamp} is the time inside the header '${foreignText(header)}', where the trigger cannot read it. Ask Cashfree to send the time in a header of its own, x-webhook-timestamp.`,
	urlWithoutQuery: () =>
		"{url} is the address without its query, which begins at the question mark. Enter the address without it as the callback URL, and set 'Signed Content' to what is signed.",
	md5: () => `MD5 is broken and is not accepted. ${ASK}`,
	hexInBase64: () =>
		`The signature's hex digits were then written in Base64, a known slip in PHP: hash_hmac lacks its fourth argument, true. ${ASK}`,
	untrimmedKey: () =>
		'The key begins or ends with a space, which the credential drops. Generate another key.',
};

function nameOf(option: Change['option']): string {
	return option === 'webhookKeyEncoding'
		? 'Webhook Key Encoding'
		: entryName(signatureOptions, option);
}

/** A value as the panel shows it. */
function wordFor(option: Change['option'], value: string): string {
	if (option === 'webhookKeyEncoding') return `${KEY_ENCODINGS[value]} (in the credential)`;
	const entry = signatureOptions.options?.find(({ name }) => name === option);
	return foreignText(entry && 'type' in entry ? choiceName(entry, value) : value);
}

function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}
