import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { ecom360ApiTest } from './methods/credential-test';
import { listen } from './trigger/listen';
import { hints } from './trigger/panel/hints';
import { OUTPUTS } from './trigger/panel/outputs';
import { properties, SUBTITLE } from './trigger/panel/properties';
import { checkSettings } from './trigger/publishing';
import { serve } from './trigger/serve';

const WHILE_YOU_BUILD =
	'<b>While you build</b>, copy the Test URL under Webhook URLs, click "Execute step", then send an event to that URL, which takes one event for each click. If it is refused, the node says why.<br /><br /><b>No shopper at hand?</b> Leave this tab waiting. In a second browser tab, add the node <b>Ecom360</b> with the action <b>Send test event</b> to another workflow, paste the Test URL into it, choose the same credential, and execute it.<br /><br />';

export class Ecom360Trigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ecom360 Trigger',
		name: 'ecom360Trigger',
		icon: { light: 'file:ecom360.svg', dark: 'file:ecom360.dark.svg' },
		group: ['trigger'],
		// Exactly 1 makes n8n evaluate a legacy expression for every webhook: 11 forged requests a
		// second instead of 224 (docs/architecture.md).
		version: 1.1,
		subtitle: SUBTITLE,
		description: 'Starts the workflow when a shopper abandons a checkout (Cashfree Ecom360 or OCC)',
		eventTriggerDescription: 'Waiting for an event at the Test URL',
		activationMessage:
			'This workflow now receives abandoned checkouts at its Production URL. Make sure that the Ecom dashboard holds that URL as the callback URL, not the Test URL. Cashfree cannot reach a URL with localhost or an address of your own network.',
		defaults: { name: 'Ecom360 Trigger' },
		builderHint: {
			searchHint:
				'Starts a workflow for each abandoned checkout (cart) or payment that Cashfree Ecom360, One Click Checkout or Cashfree Payments reports. Before a WhatsApp message, check whatsapp.reachable with an If node; send to whatsapp.to, and fill a template with whatsapp.customerName, whatsapp.itemsText, whatsapp.totalText and, for the URL button, whatsapp.buttonSuffix. Wait before the message, and guard it with delivery.dedupeKey.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-base.whatsApp',
					relationHint: 'Sends the reminder as an approved template',
				},
				{
					nodeType: 'n8n-nodes-ecom360.ecom360',
					relationHint: 'Sends this trigger a test event, or forwards what it received',
				},
			],
		},
		hints,
		inputs: [],
		outputs: OUTPUTS,
		credentials: [{ name: 'ecom360Api', required: true, testedBy: 'ecom360ApiTest' }],
		// No expression anywhere in here, for the same reason as the version.
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// If left out, n8n 2.41 answers with the literal text "firstEntryJson".
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel: {
			header: 'Receive an abandoned checkout',
			executionsHelp: {
				inactive: `${WHILE_YOU_BUILD}<b>Once you are happy</b>, publish (activate) the workflow and enter the Production URL in the Ecom dashboard. Events sent there show up in the executions list, not here.`,
				active: `${WHILE_YOU_BUILD}<b>This workflow is active</b>: it receives every event sent to the Production URL. Those show up in the executions list, not here.`,
			},
			activationHint: {
				inactive:
					'Once you have finished building, publish (activate) the workflow to receive events at the Production URL.',
				active:
					'This workflow is published: it receives events at the Production URL, even while you build.',
			},
		},
		properties,
	};

	methods = { credentialTest: { ecom360ApiTest } };

	// The URL is entered in the Ecom dashboard by hand: there is nothing to register or remove.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await checkSettings(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (this.getMode() === 'manual' ? listen(this) : serve(this));
	}
}
