import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type IN8nHttpFullResponse,
	type JsonObject,
} from 'n8n-workflow';

import { readEvent } from '../actions/event/event-parameters';
import { parseObject } from '../shared/json';
import { CREDENTIAL_TYPE, keyBytes, type WebhookKeys } from '../webhook/webhook-keys';
import { signEvent, type SignedEvent, type SigningOptions } from '../webhook/sign-event';
import { Unsendable } from '../actions/event/unsendable';
import { httpUrl, isObject, measure } from '../schemas/readers';

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const LONGEST_QUOTE = 500;
const SECOND_MS = 1000;
const LONGEST_WAIT_S = 300;

/** Signs and sends what one item asks for; returns the item that it becomes. */
export async function send(context: IExecuteFunctions, index: number): Promise<IDataObject> {
	const url = readUrl(context, index);
	const options = context.getNodeParameter('options', index, {});
	const signing = readSigning(options);
	const key = await readKey(context, index);
	const event = await readEvent(context, index);
	const signed = signEvent(event, key, signing, Date.now());
	const timeout = Math.min(measure(options['timeout']) || 10, LONGEST_WAIT_S) * SECOND_MS;
	const answer = await post(context, url, signed, timeout);
	const { statusCode: status } = answer;
	const body = parsed(answer.body);
	if (status >= 200 && status < 300) {
		const { scheme: signatureScheme, encoding: signatureEncoding } = signed;
		const sent = { id: event.details.id, format: event.format, bytes: signed.body.length };
		return { status, body, sent: { ...sent, signatureScheme, signatureEncoding } };
	}
	throw new NodeApiError(context.getNode(), { status, body } as JsonObject, {
		message: `The URL answered with status ${status}`,
		description: describe(status, body, answer.headers['location']),
		httpCode: String(status),
		itemIndex: index,
	});
}

async function post(
	context: IExecuteFunctions,
	url: string,
	{ body, headers }: SignedEvent,
	timeout: number,
): Promise<IN8nHttpFullResponse> {
	return (await context.helpers.httpRequest({
		method: 'POST',
		url,
		headers,
		body,
		timeout,
		// The answer as text: parsing it is up to us, whatever it claims to be.
		encoding: 'text',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A signed event must not wander off to another host.
		disableFollowRedirect: true,
	})) as IN8nHttpFullResponse;
}

function readUrl(context: IExecuteFunctions, index: number): string {
	const url = httpUrl(context.getNodeParameter('url', index));
	if (url !== null && URL.canParse(url)) return url;
	throw new Unsendable(
		"'URL' is not a web address",
		'Enter the whole address to send to, beginning with https:// or http://',
	);
}

async function readKey(context: IExecuteFunctions, index: number): Promise<Buffer> {
	const { webhookKey = '', webhookKeyEncoding = 'text' } =
		await context.getCredentials<WebhookKeys>(CREDENTIAL_TYPE, index);
	const key = keyBytes(webhookKey, webhookKeyEncoding);
	if (key) return key;
	throw new Unsendable(
		'The credential holds no webhook key to sign with',
		"Enter a key in 'Webhook Key' of the credential, written as 'Webhook Key Encoding' says",
	);
}

function readSigning(options: IDataObject): SigningOptions {
	const {
		signatureScheme: scheme = 'default',
		signatureEncoding: encoding = 'default',
		signatureAlgorithm: algorithm = 'sha256',
		signatureHeader = 'x-webhook-signature',
	} = options;
	const header = String(signatureHeader).trim();
	if (HEADER_NAME.test(header)) return { scheme, encoding, algorithm, header } as SigningOptions;
	throw new Unsendable(
		"'Signature Header' is not the name of a header",
		'Use letters, digits and hyphens only, such as x-webhook-signature',
	);
}

function describe(status: number, body: unknown, location: unknown): string {
	if (status >= 300 && status < 400) {
		return `It redirects to ${String(location ?? 'another address')}. A signed event is never passed on: enter the address it leads to in 'URL', if that is right.`;
	}
	if (isObject(body) && body['reason'] === 'signature_mismatch') {
		return "The receiver checked the signature with another webhook key. Select the credential that it has in 'Credential', or change its signature options.";
	}
	const quote = typeof body === 'string' ? body : JSON.stringify(body);
	return `It said: ${quote.slice(0, LONGEST_QUOTE) || 'nothing'}`;
}

function parsed(body: unknown): IDataObject | string {
	const written = String(body ?? '');
	return (parseObject(written) as IDataObject | undefined) ?? written;
}
