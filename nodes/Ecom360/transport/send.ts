import {
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	NodeOperationError,
} from 'n8n-workflow';

import { isDeeper, parseObject } from '../shared/json';
import { failure, type Result, success } from '../shared/result';
import { CREDENTIAL_TYPE, keyBytes, type WebhookKeys } from '../webhook/keys';
import {
	schemeOf,
	type SignedEvent,
	signEvent,
	type SigningOptions,
	type UnsignedEvent,
} from '../webhook/sign-event';
import type { SignatureScheme } from '../webhook/signed-content';

const MOST_BYTES = 1024 * 1024;
const MOST_LEVELS = 100;

/** What a receiver answered. */
export interface Answer {
	status: number;
	/** Parsed where it is a JSON object of at most 100 levels, else the text; at most 1 MB of it. */
	body: IDataObject | string;
	contentType: string;
	/** Where a redirect leads. */
	location: string | null;
	latencyMs: number;
}

/** Why there is no answer: Node's error code where it has one, and never the request itself. */
export interface NoAnswer {
	code: string;
	message: string;
}

interface Destination {
	url: string;
	/** For everything: connecting, sending, and reading the answer to its end. */
	timeoutMs: number;
}

/** Posts a signed event byte for byte: the only HTTP call of the package. It never throws. */
export async function post(
	context: IExecuteFunctions,
	{ body, headers }: SignedEvent,
	{ url, timeoutMs }: Destination,
): Promise<Result<Answer, NoAnswer>> {
	const deadline = AbortSignal.timeout(timeoutMs);
	const cancelled = context.getExecutionCancelSignal();
	const signal = cancelled ? AbortSignal.any([deadline, cancelled]) : deadline;
	const started = performance.now();
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers,
			body,
			// As a stream, so that one without an end is not kept in memory.
			encoding: 'stream',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A signed event must not wander off to another host.
			disableFollowRedirect: true,
			// n8n's own timeout ends with the first byte: a slow drip of an answer would hold us forever.
			abortSignal: signal,
		} as IHttpRequestOptions)) as IN8nHttpFullResponse;
		const text = await beginning(response.body as unknown as ByteStream, signal);
		return success({
			status: response.statusCode,
			body: readAnswer(text),
			contentType: header(response, 'content-type') ?? '',
			location: header(response, 'location'),
			latencyMs: Math.round(performance.now() - started),
		});
	} catch (error) {
		if (deadline.aborted) return failure({ code: 'ETIMEDOUT', message: 'No answer in time' });
		// Only message and code: what axios throws holds the request, with signature and shopper.
		const { message, code } = error as Error & { code?: string };
		return failure({ code: code ?? '', message });
	}
}

/** What is nested too deeply is kept as text: writing it as JSON would exhaust the stack. */
function readAnswer(text: string): IDataObject | string {
	const parsed = parseObject(text);
	return parsed === undefined || isDeeper(parsed, MOST_LEVELS) ? text : (parsed as IDataObject);
}

type ByteStream = AsyncIterable<Uint8Array> & { destroy: (error?: Error) => void };

/** The first MB of an answer; the rest is never read. */
async function beginning(stream: ByteStream, signal: AbortSignal): Promise<string> {
	const stop = (): void => stream.destroy(new Error('No answer in time'));
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop, { once: true });
	const chunks: Uint8Array[] = [];
	let missing = MOST_BYTES;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk.subarray(0, missing));
			missing -= chunk.length;
			if (missing <= 0) break;
		}
	} finally {
		signal.removeEventListener('abort', stop);
		stream.destroy();
	}
	return Buffer.concat(chunks).toString('utf8');
}

function header({ headers }: IN8nHttpFullResponse, name: string): string | null {
	const value = headers[name];
	return typeof value === 'string' ? value : null;
}

/** Where an event goes, and how it is signed. */
export interface Route {
	url: string;
	options: { signing: SigningOptions; timeoutMs: number };
}

/** An event that went out, and what came back. */
export interface Sending {
	url: string;
	event: UnsignedEvent;
	signed: SignedEvent;
	outcome: Result<Answer, NoAnswer>;
}

const UNSIGNABLE = {
	signature_scheme_invalid: {
		message: "'Signed Content' cannot be signed",
		description:
			'Write {body} in it exactly once, and no placeholders other than those that its hint names',
	},
	header_invalid: {
		message: "'Signature Header' cannot carry a signature",
		description:
			'Enter the name of a header that carries nothing else, without a colon, such as x-webhook-signature. Headers that HTTP or the event itself needs cannot be used.',
	},
	placeholder_missing: {
		message: "'Signed Content' names what this event does not have",
		description:
			'Only headers that are sent with the event can be signed. Only events of Ecom360 have {topic} and {storeUrl}.',
	},
};

/** Signs an event with the credential's key and posts it. Throws where it cannot be signed. */
export async function send(
	context: IExecuteFunctions,
	itemIndex: number,
	event: UnsignedEvent,
	{ url, options: { signing, timeoutMs } }: Route,
): Promise<Sending> {
	const key = await readKey(context, itemIndex, schemeOf(event, signing));
	const signed = signEvent(event, key, signing, { now: Date.now(), url });
	if (!signed.ok) {
		const { message, description } = UNSIGNABLE[signed.error];
		throw new NodeOperationError(context.getNode(), message, { description, itemIndex });
	}
	const outcome = await post(context, signed.value, { url, timeoutMs });
	return { url, event, signed: signed.value, outcome };
}

async function readKey(
	context: IExecuteFunctions,
	itemIndex: number,
	scheme: SignatureScheme,
): Promise<Buffer> {
	const { webhookKey, webhookKeyEncoding } = await context.getCredentials<WebhookKeys>(
		CREDENTIAL_TYPE,
		itemIndex,
	);
	const key = keyBytes(webhookKey, webhookKeyEncoding, scheme);
	if (key) return key;
	throw new NodeOperationError(
		context.getNode(),
		'The credential holds no webhook key to sign with',
		{
			description:
				"Enter a key in the credential's 'Webhook Key', written as its 'Webhook Key Encoding' says",
			itemIndex,
		},
	);
}
