import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

// Outside the class, since lint does not see a "key" as a secret and would unmask it.
const webhookKey: INodeProperties = {
	displayName: 'Webhook Key',
	name: 'webhookKey',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description:
		"Cashfree signs every event with it. For Ecom360, generate it in the Ecom dashboard after entering the trigger's Production URL there. For Cashfree OCC and payments it is the client secret of your payment gateway: with several API keys, the oldest active one signs.",
	hint: 'Ecom360: from the Ecom dashboard. OCC and payments: the client secret.',
};

/** Shown right below n8n's green "Connection tested successfully", whose words n8n does not let us choose. */
const whatTheTestProves: INodeProperties = {
	displayName:
		'The test only shows that the key can be read. Only an event proves that it is the right one.',
	name: 'whatTheTestProves',
	type: 'notice',
	default: '',
};

const previousWebhookKey: INodeProperties = {
	displayName: 'Previous Webhook Key',
	name: 'previousWebhookKey',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Only while you change keys: events that are already on their way are still signed with the old one',
	hint: 'Leave it empty unless you have just generated a new key',
};

export class Ecom360Api implements ICredentialType {
	name = 'ecom360Api';

	displayName = 'Ecom360 API';

	icon: Icon = {
		light: 'file:../nodes/Ecom360/ecom360.svg',
		dark: 'file:../nodes/Ecom360/ecom360.dark.svg',
	};

	documentationUrl = 'https://github.com/ecom360-n8n/n8n-nodes-ecom360#credentials';

	properties: INodeProperties[] = [
		whatTheTestProves,
		webhookKey,
		previousWebhookKey,
		{
			displayName: 'Webhook Key Encoding',
			name: 'webhookKeyEncoding',
			type: 'options',
			default: 'text',
			options: [
				{ name: 'Base64', value: 'base64', description: 'With or without whsec_ in front' },
				{ name: 'Hex', value: 'hex' },
				{ name: 'Text', value: 'text', description: 'The key is used as it is written' },
			],
			description:
				'How the key is written. Leave it at Text unless Cashfree tells you otherwise, or a test run does.',
		},
	];
}
