import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../shared/result';
import {
	signEvent,
	type SignedEvent,
	type SigningOptions,
	type UnsignedEvent,
} from '../webhook/sign-event';
import { CREDENTIAL_TYPE, keyBytes, type WebhookKeys } from '../webhook/webhook-keys';
import { post, type Answer, type NoAnswer } from './post-event';

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

/** Signs an event with the credential's key and posts it. Only a key that is missing throws. */
export async function send(
	context: IExecuteFunctions,
	itemIndex: number,
	event: UnsignedEvent,
	{ url, options: { signing, timeoutMs } }: Route,
): Promise<Sending> {
	const key = await readKey(context, itemIndex);
	const signed = signEvent(event, key, signing, Date.now());
	return { url, event, signed, outcome: await post(context, signed, { url, timeoutMs }) };
}

async function readKey(context: IExecuteFunctions, itemIndex: number): Promise<Buffer> {
	const { webhookKey = '', webhookKeyEncoding = 'text' } =
		await context.getCredentials<WebhookKeys>(CREDENTIAL_TYPE, itemIndex);
	const key = keyBytes(webhookKey, webhookKeyEncoding);
	if (key) return key;
	throw new NodeOperationError(
		context.getNode(),
		'The credential holds no webhook key to sign with',
		{
			description:
				"Enter a key in 'Webhook Key' of the credential, written as 'Webhook Key Encoding' says",
			itemIndex,
		},
	);
}
