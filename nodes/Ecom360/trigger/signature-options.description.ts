import type { INodeProperties } from 'n8n-workflow';

import { signatureOptions as entries } from '../shared/signature.description';

/** The Signature Options collection: how a signature is read, where that must be said at all. */
export const signatureOptions: INodeProperties = {
	displayName: 'Signature Options',
	name: 'signatureOptions',
	type: 'collection',
	placeholder: 'Add Signature Option',
	default: {},
	description: 'Only if Cashfree tells you how your account signs, or a test run does',
	options: [
		...entries,
		{
			displayName: 'Timestamp Tolerance (Minutes)',
			name: 'timestampTolerance',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0 },
			description:
				'How old a signed timestamp may be before the delivery is refused. 0 switches the check off.',
		},
	],
};
