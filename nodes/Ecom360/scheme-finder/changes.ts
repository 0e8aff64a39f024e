import { headerUnder } from '../webhook/delivery';
import { keyText, readKeyEncoding, STANDARD_PREFIX, type WebhookKeys } from '../webhook/keys';
import { schemeProblem, type SignatureRules } from '../webhook/signature';
import { SCHEME_CONTENT } from '../webhook/signed-content';
import type { HiddenPart } from './candidates';
import type { FoundScheme } from './find';

/** One setting to change, by the names of the trigger's signature options and the credential. */
export interface Change {
	option:
		| 'signatureScheme'
		| 'signedContent'
		| 'signatureEncoding'
		| 'signatureAlgorithm'
		| 'signatureHeader'
		| 'timestampTolerance'
		| 'webhookKeyEncoding';
	value: string;
}

/** Why a way to sign cannot be set. */
export type Obstacle =
	| 'plainHash'
	| 'keyless'
	| 'headersOnly'
	| 'rewrittenBody'
	| 'md5'
	| 'hexInBase64'
	| 'untrimmedKey'
	| HiddenPart;

type Rules = SignatureRules & { header: string };

/** The schemes that are named instead of written out. */
const NAMED = ['rawBody', 'timestampBody', 'standardWebhooks'] as const;

/** What prevents accepting deliveries that are signed like this; undefined where nothing does. */
export function obstacleTo({
	construction,
	body,
	algorithm,
	writing,
	key,
	hidden,
}: FoundScheme): Obstacle | undefined {
	if (construction === 'keyless') return 'keyless';
	if (construction !== 'hmac') return 'plainHash';
	if (body === 'none') return 'headersOnly';
	if (body !== 'exact') return 'rewrittenBody';
	if (algorithm === 'md5') return 'md5';
	if (writing === 'hexInBase64') return 'hexInBase64';
	return key.form === 'untrimmed' ? 'untrimmedKey' : hidden;
}

/** What to change so that a delivery signed like this is accepted; only for what can be set. */
export function changesFor(found: FoundScheme, rules: Rules, credential: WebhookKeys): Change[] {
	const scheme = schemeToSet(found, rules);
	const isNewScheme = scheme !== rules.scheme;
	const isCustom = scheme === 'custom' && !isSigned(found.content, rules);
	const wanted: Record<Change['option'], string | undefined> = {
		signatureScheme: isNewScheme ? scheme : undefined,
		signedContent: isCustom ? found.content : undefined,
		signatureEncoding: encodingFor(found, rules, isNewScheme),
		signatureAlgorithm: found.algorithm === rules.algorithm ? undefined : found.algorithm,
		signatureHeader: found.header === headerUnder(rules, scheme) ? undefined : found.header,
		timestampTolerance: rules.toleranceMs > 0 && !holdsTime(found.content) ? '0' : undefined,
		webhookKeyEncoding: keyEncodingFor(found, scheme, credential),
	};
	return (Object.keys(wanted) as Array<Change['option']>).flatMap((option) => {
		const value = wanted[option];
		return value === undefined ? [] : [{ option, value }];
	});
}

/** The scheme already set where it covers the content, else the one that does. */
function schemeToSet({ content, header }: FoundScheme, rules: Rules): SignatureRules['scheme'] {
	// Standard Webhooks cannot be told to look at the vendors' own header.
	const isRead = (scheme: SignatureRules['scheme']) => headerUnder({ header }, scheme) === header;
	if (isSigned(content, rules) && isRead(rules.scheme)) return rules.scheme;
	return NAMED.find((name) => SCHEME_CONTENT[name] === content && isRead(name)) ?? 'custom';
}

function isSigned(content: string, { scheme, signedContent = '' }: Rules): boolean {
	if (scheme === 'custom') return signedContent.trim() === content;
	const schemes = scheme === 'auto' ? (['rawBody', 'timestampBody'] as const) : [scheme];
	return schemes.some((name) => SCHEME_CONTENT[name] === content);
}

/** Whether a tolerance can be applied to what is signed. */
function holdsTime(signedContent: string): boolean {
	const rules = { scheme: 'custom', signedContent, toleranceMs: 1 } as const;
	return schemeProblem({ ...rules, encoding: 'auto', algorithm: 'sha256' }) === undefined;
}

/** A newly chosen scheme has its encoding pinned along with it. */
function encodingFor(
	{ writing }: FoundScheme,
	{ encoding }: Rules,
	isNewScheme: boolean,
): string | undefined {
	const isRead = encoding === writing || (encoding === 'auto' && !isNewScheme);
	return isRead ? undefined : writing;
}

function keyEncodingFor(
	{ key: { role, form } }: FoundScheme,
	scheme: SignatureRules['scheme'],
	{ webhookKey, previousWebhookKey, webhookKeyEncoding }: WebhookKeys,
): string | undefined {
	const text = keyText(role === 'current' ? webhookKey : previousWebhookKey).trim();
	const wanted = form === 'clean' ? 'text' : form;
	const isPrefixed = scheme === 'standardWebhooks' && text.startsWith(STANDARD_PREFIX);
	const isSet = wanted === readKeyEncoding(webhookKeyEncoding);
	return isSet || (isPrefixed && form === 'base64') ? undefined : wanted;
}
