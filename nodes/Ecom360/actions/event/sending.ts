import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { DEFAULT_SIGNATURE_HEADER } from '../../shared/cashfree';
import {
	algorithmOption,
	encodingOption,
	headerOption,
	schemeOption,
	signedContentOption,
} from '../../shared/signature.description';
import { isHeaderName, SIGNATURE_SCHEMES } from '../../webhook/signed-content';
import { choice, givenText, webAddress, writtenAmount, writtenText } from './parameters';

const DEFAULT_TIMEOUT_S = 10;
const LONGEST_TIMEOUT_S = 300;
const SECOND_MS = 1000;

const headerName = z.pipe(
	writtenText,
	z.string().check(
		z.refine(isHeaderName, {
			error: 'is not the name of a header',
			params: { next: 'Use letters, digits and hyphens only, such as x-webhook-signature' },
		}),
	),
);

/** Where an event goes. */
export const urlProperty: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
	description:
		"Where to send the event, such as an Ecom360 Trigger's Test URL or Production URL, or a provider's webhook",
	displayOptions: { show: { resource: ['event'] } },
};

/** How the action signs and sends; with none of them set, as Cashfree does. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['event'] } },
	options: [
		{ ...algorithmOption, description: 'Hash function of the signature' },
		asItCame(encodingOption),
		headerOption,
		{ ...asItCame(schemeOption), description: 'What the signature covers' },
		signedContentOption,
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_S },
			default: DEFAULT_TIMEOUT_S,
			description: 'How many seconds the whole request may take',
		},
	],
};

/** The parameters that every operation has. */
export const sendingProperties = [urlProperty, sendOptions];

/** What every operation needs to know: where to send, and how to sign. */
export const sending = {
	url: webAddress,
	options: z.pipe(
		z.prefault(
			z.object({
				signatureAlgorithm: choice(['sha256', 'sha1', 'sha512'], 'sha256'),
				signatureEncoding: choice(['default', 'hex', 'base64'], 'default'),
				signatureHeader: z._default(headerName, DEFAULT_SIGNATURE_HEADER),
				signatureScheme: choice(['default', ...SIGNATURE_SCHEMES], 'default'),
				signedContent: givenText,
				timeout: writtenAmount,
			}),
			{},
		),
		z.transform((options) => ({
			signing: {
				scheme: options.signatureScheme,
				encoding: options.signatureEncoding,
				algorithm: options.signatureAlgorithm,
				header: options.signatureHeader,
				signedContent: options.signedContent,
			},
			// Whole, since a timer takes no fraction of a millisecond.
			timeoutMs: Math.ceil(
				Math.min(options.timeout || DEFAULT_TIMEOUT_S, LONGEST_TIMEOUT_S) * SECOND_MS,
			),
		})),
	),
};

/** A sender has nothing to detect: the trigger's automatic choice becomes that of the event. */
function asItCame(option: INodeProperties): INodeProperties {
	const choices = option.options as INodePropertyOptions[];
	const unset: INodePropertyOptions = {
		name: 'Default',
		value: 'default',
		description: 'As the event arrived, or as its vendor signs',
	};
	return {
		...option,
		default: unset.value,
		options: choices.map((choice) => (choice.value === 'auto' ? unset : choice)),
	};
}
