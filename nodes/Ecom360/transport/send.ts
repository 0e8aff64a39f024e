import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Result } from '../shared/result';
import {
	schemeFor,
	signEvent,
	type SignedEvent,
	type SigningOptions,
	type UnsignedEvent,
} from '../webhook/sign-event';
import type { SignatureScheme } from '../webhook/signed-content';
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

const UNSIGNABLE = {
	signature_scheme_invalid: {
		message: "'Signed Content' cannot be signed",
		description:
			'Write {body} in it exactly once, and no other placeholders than those that its hint names',
	},
	placeholder_missing: {
		message: "'Signed Content' names what this event does not have",
		description:
			'Only headers that are sent with the event can be signed. {topic} and {storeUrl} are those of Ecom360 alone.',
	},
};

/** Signs an event with the credential's key and posts it. Throws where it cannot be signed. */
export async function send(
	context: IExecuteFunctions,
	itemIndex: number,
	event: UnsignedEvent,
	{ url, options: { signing, timeoutMs } }: Route,
): Promise<Sending> {
	const key = await readKey(context, itemIndex, schemeFor(event, signing));
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
	const { webhookKey, webhookKeyEncoding = 'text' } = await context.getCredentials<WebhookKeys>(
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
				"Enter a key in 'Webhook Key' of the credential, written as 'Webhook Key Encoding' says",
			itemIndex,
		},
	);
}
