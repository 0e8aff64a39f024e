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
		['https://n8n.example/webhook', 'activate', 0],
	])(
		'at %s (%s) warns %s time(s) that Cashfree cannot reach it',
		async (url, activation, times) => {
			const { exists, logged } = await publish({ activation, webhookBaseUrl: url });
			expect(exists).toBe(true);
			const message = expect.stringContaining('Cashfree cannot reach');
			const warning = [message, expect.objectContaining({ host: new URL(url).hostname })];
			expect(logged).toEqual(Array(times).fill(warning));
		},
	);

	const written = {
		filters: { countries: 'India; UK', stores: 'a.in b.in', minimumTotal: '' },
		options: { currency: 'aed', locale: 'en_IN', defaultCountry: '+91' },
	};
	it.each<[string, IDataObject]>([
		['the defaults', {}],
		['what people write', written],
		['an expression that has no value yet', { filters: '={{ $("Nowhere").item.json.x }}' }],
	])('takes %s', async (_, parameters) => {
		expect(await publish({ parameters })).toEqual({ exists: true, logged: [] });
	});

	const long = { filters: { countries: 'W'.repeat(200) } };
	// What is said of which setting is tabled in test/unit/trigger/settings-unread.test.ts.
	it.each<[string, IDataObject, string, RegExp]>([
		[
			'activate',
			{ filters: { countries: 'IN, Wakanda' } },
			'Wakanda',
			/^'Countries'.* not a country$/,
		],
		['update', { options: { currency: '={{ "rup" + "ees" }}' } }, 'rupees', /^'Default Currency'/],
		['manual', { filters: { requireConsent: '={{ "maybe" }}' } }, 'maybe', /^'Require Consent'/],
		['activate', long, `${'W'.repeat(99)}…`, /^'Countries'/],
	])(
		'refuses to %s, and names field and entry: %j',
		async (activation, parameters, entry, message) => {
			const { thrown } = await publish({
				parameters,
				activation: activation as WorkflowActivateMode,
			});
			expect(thrown).toBeInstanceOf(NodeOperationError);
			expect(thrown?.message).toMatch(message);
			expect(thrown?.message).toContain(` holds "${entry}", which is not `);
			expect(thrown?.description).toMatch(/^[A-Z].{20,}/);
		},
	);

	it.each<[string, IDataObject | Error, RegExp]>([
		['a blank key', { webhookKey: ' ' }, /no usable 'Webhook Key'/],
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
			const problem = expect.stringContaining('Countries');
			expect(logged).toEqual([[expect.any(String), expect.objectContaining({ problem })]]);
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
