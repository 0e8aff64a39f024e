import { describe, expect, it } from '@jest/globals';
import { HookContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	INode,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { KEY, signed } from '../support/receiving.mts';
import { NodeOperationError, stopTriggers, TestTrigger, type TriggerOptions } from './webhook.mts';

interface Publishing extends Pick<TriggerOptions, 'parameters' | 'credential'> {
	/** Where n8n says that it can be reached. */
	webhookBaseUrl?: string;
	activation?: WorkflowActivateMode;
}

/** What n8n does when it registers the trigger's webhook; what is logged, and what is thrown. */
async function publish({ activation = 'activate', ...options }: Publishing) {
	const { credential, parameters, webhookBaseUrl = 'https://n8n.example/webhook' } = options;
	const { workflow } = await TestTrigger.start({ ...(parameters && { parameters }) });
	stopTriggers();
	const node = workflow.getNode('Ecom360 Trigger') as INode;
	const additionalData = {
		webhookBaseUrl,
		credentialsHelper: {
			isCredentialUsableByNode: () => true,
			getDecrypted: async () => {
				if (credential instanceof Error) throw credential;
				return credential ?? { webhookKey: KEY };
			},
		},
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new HookContext(
		workflow as never,
		node,
		additionalData as never,
		'trigger',
		activation,
	);
	const logged: unknown[] = [];
	const warn = (message: string, details: unknown) => logged.push([message, details]);
	Object.defineProperty(context, 'logger', { value: { warn } });
	const type = workflow.nodeTypes.getByNameAndVersion(node.type);
	const checkExists = type.webhookMethods?.['default']?.checkExists;
	try {
		return { exists: await checkExists?.call(context as unknown as IHookFunctions), logged };
	} catch (error) {
		return { thrown: error as InstanceType<typeof NodeOperationError>, logged };
	}
}

describe('publishing', () => {
	it.each<[string, WorkflowActivateMode, number]>([
		['http://localhost:5678/webhook', 'activate', 1],
		['http://192.168.1.5:5678/webhook', 'init', 1],
		['http://localhost:5678/webhook', 'manual', 1],
		['https://n8n.example/webhook', 'activate', 0],
	])(
		'at %s (%s) warns %s time(s) that Cashfree cannot reach it',
		async (url, activation, times) => {
			const { exists, logged } = await publish({ activation, webhookBaseUrl: url });
			expect(exists).toBe(true);
			expect(logged).toHaveLength(times);
			const text = JSON.stringify(logged);
			if (times > 0) expect(text).toContain(`Cashfree cannot reach`);
			if (times > 0) expect(text).toContain(`"host":"${new URL(url).hostname}"`);
		},
	);

	it.each<[string, IDataObject]>([
		['the defaults', {}],
		[
			'what people write',
			{
				filters: { countries: 'India; UK', stores: 'a.in b.in', minimumTotal: '' },
				options: { currency: 'aed', locale: 'en_IN', defaultCountry: '+91' },
			},
		],
		['an expression that has no value yet', { filters: '={{ $("Nowhere").item.json.x }}' }],
	])('takes %s', async (_, parameters) => {
		expect(await publish({ parameters })).toEqual({ exists: true, logged: [] });
	});

	it.each<[string, IDataObject, RegExp]>([
		['countries', { filters: { countries: 'IN, Wakanda' } }, /^'Countries' holds "Wakanda"/],
		[
			'stores, with an example of a right one',
			{ filters: { stores: 'My Shop' } },
			/^'Stores' holds "My Shop", which is not the address of a store, such as my-store\.myshopify\.com$/,
		],
		[
			'a minimum above the maximum',
			{ filters: { minimumTotal: 5000, maximumTotal: 100 } },
			/^'Minimum Total' holds "5000", which is not at most the 'Maximum Total'$/,
		],
		[
			'a switch that is neither on nor off',
			{ filters: { requireConsent: '={{ "maybe" }}' } },
			/^'Require Consent' holds "maybe", which is not on or off$/,
		],
		[
			'a word that no list has',
			{ options: { duplicatesBy: '={{ "customer" }}' } },
			/^'Duplicates By' holds "customer"/,
		],
		[
			'a text inside an option',
			{ options: { fallbackTexts: { customerName: '={{ {} }}' } } },
			/^'Customer Name' holds "\{\}"/,
		],
		[
			'a tolerance with its unit',
			{ signatureOptions: { timestampTolerance: '={{ "5 minutes" }}' } },
			/^'Timestamp Tolerance \(Minutes\)' holds "5 minutes", which is not a number of minutes/,
		],
		[
			'a header with its colon',
			{ signatureOptions: { signatureHeader: 'X-Webhook-Signature:' } },
			/^'Signature Header' holds "X-Webhook-Signature:", which is not the name of a header$/,
		],
		['a currency', { options: { currency: 'rupees' } }, /^'Default Currency' holds "rupees"/],
		['a locale', { options: { locale: 'no locale' } }, /^'Locale' holds "no locale"/],
		[
			'a default country',
			{ options: { defaultCountry: 'Atlantis' } },
			/^'Default Country' holds "Atlantis"/,
		],
		[
			'what an expression makes of one',
			{ options: { currency: '={{ "rup" + "ees" }}' } },
			/^'Default Currency' holds "rupees"/,
		],
		[
			'a signed content without the body',
			{ signatureOptions: { signatureScheme: 'custom', signedContent: '{timestamp}' } },
			/^'Signed Content' holds "\{timestamp\}"/,
		],
		[
			'a tolerance where digits could move between a time and an id',
			{
				signatureOptions: {
					signatureScheme: 'custom',
					signedContent: '{id}{timestamp}{body}',
					timestampTolerance: 5,
				},
			},
			/^'Timestamp Tolerance \(Minutes\)' holds "5"/,
		],
	])('refuses and names field and entry: %s', async (_, parameters, message) => {
		for (const activation of ['activate', 'update', 'manual'] as const) {
			const { thrown } = await publish({ parameters, activation });
			expect(thrown).toBeInstanceOf(NodeOperationError);
			expect(thrown?.message).toMatch(message);
			expect(thrown?.description).toMatch(/^[A-Z].{20,}/);
		}
	});

	it.each<[string, IDataObject | Error, RegExp]>([
		['a blank key', { webhookKey: ' ' }, /no usable 'Webhook Key'/],
		['a garbled key', { webhookKey: 'xyz', webhookKeyEncoding: 'hex' }, /no usable 'Webhook Key'/],
		['a credential that cannot be read', new Error('gone'), /cannot be read/],
	])('refuses %s', async (_, credential, message) => {
		const { thrown } = await publish({ credential });
		expect(thrown).toBeInstanceOf(NodeOperationError);
		expect(thrown?.message).toMatch(message);
	});

	it.each(['init', 'leadershipChange'] as const)(
		'goes on where nobody would see it, and logs: %s',
		async (activation) => {
			const parameters = { filters: { countries: 'Wakanda' } };
			const { exists, logged } = await publish({ activation, parameters });
			expect(exists).toBe(true);
			expect(logged).toMatchObject([
				[expect.any(String), { problem: expect.stringContaining('Countries') }],
			]);
		},
	);
});

describe('a delivery that meets a setting which cannot be used', () => {
	it('is answered, and a warning names the setting', async () => {
		const trigger = await TestTrigger.start({ parameters: { options: { currency: 'rupees' } } });
		expect(await trigger.send(signed())).toMatchObject({ body: { status: 'accepted' } });
		expect(trigger.logs).toMatchObject([
			{ level: 'warn', details: { setting: 'Default Currency' } },
		]);
		await trigger.send(signed({ forged: true }));
		expect(trigger.logs.filter(({ message }) => /setting/.test(message))).toHaveLength(1);
		stopTriggers();
	});
});
