import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL_TYPE, usableKeys, type WebhookKeys } from '../webhook/keys';
import type { SignatureRules } from '../webhook/signature';
import { logRarely, nameOf } from './log';
import type { Evidence } from './receive';
import type { Parameters } from './parameters';

/** Credential readings that are under way. */
const readings = new Map<string, Promise<WebhookKeys>>();

/** The node's parameters as they are stored, or as its expressions evaluate. */
export function readParameters(context: IWebhookFunctions): Parameters {
	return eachParameter((name) => context.getNodeParameter(name, undefined));
}

/**
 * The same while a workflow is being published: an expression that needs an execution has no value yet,
 * and counts as not set.
 */
export function readParametersEarly(context: IHookFunctions): Parameters {
	return eachParameter((name) => {
		try {
			return context.getNodeParameter(name, undefined);
		} catch {
			return undefined;
		}
	});
}

function eachParameter(read: (name: string) => unknown): Parameters {
	return {
		events: read('events'),
		output: read('output'),
		filters: read('filters'),
		options: read('options'),
		signatureOptions: read('signatureOptions'),
	};
}

/** What checking a signature needs, read from n8n when its turn comes. */
export function evidenceOf(context: IWebhookFunctions, rules: SignatureRules): Evidence {
	return {
		readKeys: async () => usableKeys(await readCredential(context), rules.scheme),
		readBody: () => readBody(context),
		readUrl: () => readUrl(context),
	};
}

/**
 * The credential's fields; none where it is missing or cannot be read.
 *
 * Nothing is kept: a changed key counts from the next reading on. Deliveries that arrive while a
 * reading is under way share it, since it is a third of what each costs in a flood of forged ones.
 */
export async function readCredential(context: IWebhookFunctions): Promise<WebhookKeys> {
	const node = context.getNode();
	const name = `${nameOf(context, node)} ${node.credentials?.[CREDENTIAL_TYPE]?.id ?? ''}`;
	const underWay = readings.get(name);
	if (underWay) return await underWay;
	const reading = read(context).finally(() => readings.delete(name));
	readings.set(name, reading);
	return await reading;
}

async function read(context: IWebhookFunctions): Promise<WebhookKeys> {
	try {
		return await context.getCredentials<WebhookKeys>(CREDENTIAL_TYPE);
	} catch (error) {
		// A throw would let any stranger's request fill the executions list.
		const cause = error instanceof Error ? error.name : 'unknown';
		logRarely(context, 'error', 'Ecom360 credential cannot be read', { cause });
		return {};
	}
}

/**
 * The address that the sender calls. n8n has two: the Test URL while somebody listens, else the
 * Production URL. n8n 1.x knows only the second.
 */
function readUrl(context: IWebhookFunctions): string | undefined {
	return context.getWebhookResourceUrl?.('default') ?? context.getNodeWebhookUrl('default');
}

/** Reads the exact bytes: n8n has read them for JSON, and reads them on demand for the rest. */
async function readBody(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject();
	const isMultipart = /^multipart\//i.test(request.headers['content-type'] ?? '');
	if (request.rawBody === undefined && !isMultipart) {
		// Cut off, too large or not the gzip it claims to be: unread, and so refused.
		await request.readRawBody().catch(() => undefined);
	}
	return request.rawBody as Buffer | undefined;
}
