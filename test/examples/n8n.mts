import { cp, rm } from 'node:fs/promises';

import { z } from 'zod';

import { createUserFolder } from '../../scripts/n8n/home.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import {
	readExample,
	withValues,
	type Example,
	type ExampleNode,
	type Values,
} from './example.mts';
import { Tables } from './tables.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { setUpN8n, type TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';
import { postgres } from '../support/services.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { SmtpStub } from '../support/smtp.mts';
import { startHostStub, type Stub } from '../support/stub.mts';
import { WITHOUT_EDITOR } from '../support/without-editor.mts';

/** The hosts that the examples call. */
export const HOSTS = [
	'graph.facebook.com',
	'api.spurnow.com',
	'flow-builder.limechat.ai',
	'api.gupshup.io',
	'api.interakt.ai',
	'control.msg91.com',
	'kalakari-studio.myshopify.com',
];

/** n8n's name of a credential type → what it holds. */
export type Credentials = Record<string, object>;

/** What a shop owner gives to an imported example. */
export interface Choices {
	values?: Values;
	credentials?: Credentials;
	/** Nodes that lie in the file deactivated, and are wanted. */
	activated?: string[];
	/** An example's name → the workflow that nodes which call it call. */
	workflows?: Record<string, string>;
}

/** An n8n that was started here: how it is started again, and what is to be done after its end. */
interface Own {
	running: RunningN8n;
	again: Parameters<typeof startN8n>[0];
	end: () => Promise<void>;
}

interface Restart {
	isSudden?: boolean;
	meanwhile?: (userFolder: string) => Promise<void>;
}

/** From which WhatsApp messages are sent. */
export const NUMBER = '100000000000000';
const WHATSAPP = { whatsAppApi: { accessToken: 'meta-token', businessAccountId: '1' } };

/**
 * A real n8n on which examples run; its calls to WhatsApp and its providers end at a stub, and so do
 * its emails. `DB_TYPE=postgresdb` has it store everything in a PostgreSQL database of its own.
 */
export class ExampleN8n {
	readonly tables: Tables;
	#own: Own | undefined;
	readonly #credentialIds = new Map<string, { id: string; name: string }>();

	private constructor(
		readonly n8n: TestN8n,
		readonly stub: Stub,
		readonly mail: SmtpStub,
	) {
		this.tables = new Tables(n8n.rest);
	}

	/** One that somebody else starts and stops. */
	static around(n8n: TestN8n, stub: Stub, mail: SmtpStub): ExampleN8n {
		return new ExampleN8n(n8n, stub, mail);
	}

	static async start(): Promise<ExampleN8n> {
		const stub = await startHostStub(HOSTS);
		const mail = await SmtpStub.start();
		const userFolder = await createUserFolder();
		await cp(inject('startedFolder'), userFolder, { recursive: true });
		const database = process.env['DB_TYPE'] === 'postgresdb' ? await postgres() : undefined;
		const env = { ...stub.env, ...BUSY_SHOP, ...WITHOUT_EDITOR };
		if (database) Object.assign(env, database.env);
		const again = { tarball: inject('tarball'), userFolder, env };
		const end = async () => {
			await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
			await Promise.all([stub.stop(), mail.stop(), database?.stop()]);
		};
		try {
			const running = await startN8n(again);
			const host = new ExampleN8n(await setUpN8n(running), stub, mail);
			host.#own = { running, again, end };
			return host;
		} catch (error) {
			await end();
			throw error;
		}
	}

	/** Where it keeps its data. */
	get userFolder(): string {
		return this.#started.running.userFolder;
	}

	/**
	 * Ends n8n (at once, if `isSudden`) and starts it again with the same data, at the same address;
	 * `meanwhile` happens while nothing runs.
	 */
	async restart({ isSudden = false, meanwhile }: Restart = {}): Promise<void> {
		const { running, again } = this.#started;
		await (isSudden ? running.kill() : running.stop());
		await meanwhile?.(running.userFolder);
		this.#started.running = await startN8n({ ...again, port: running.port });
	}

	async stop(): Promise<void> {
		await this.#started.running.stop();
		await this.#started.end();
	}

	get #started(): Own {
		if (!this.#own) throw new Error('This n8n was started by somebody else.');
		return this.#own;
	}

	/** Imports an example, gives it credentials and values, and activates it. */
	async activate(name: string, choices: Choices = {}): Promise<TestWorkflow> {
		return await this.n8n.activate(await this.prepare(name, choices));
	}

	/** The same for an example without our trigger; returns the workflow's id. */
	async publish(name: string, choices: Choices = {}): Promise<string> {
		const { id } = await this.n8n.api.createWorkflow(await this.prepare(name, choices));
		await this.n8n.api.activate(id);
		return id;
	}

	/** An example, by its name or as it is, with its credentials and values, ready to be imported. */
	async prepare(
		named: string | Example,
		{ values = {}, credentials = {}, activated = [], workflows = {} }: Choices = {},
	): Promise<Example> {
		const inFolder = typeof named === 'string' ? readExample(named) : named;
		const example = withValues(inFolder, { ...chosenIn(inFolder), ...values });
		const { id, name: ecom360 } = this.n8n.credential;
		const nodes = await Promise.all(
			example.nodes.map(async ({ disabled, ...inFile }) => {
				const node = withCalled(inFile, workflows);
				if (disabled === true && !activated.includes(node.name)) return { ...node, disabled };
				if (node.type === 'n8n-nodes-ecom360.ecom360') {
					return { ...node, credentials: { ecom360Api: { id, name: ecom360 } } };
				}
				const type = credentialTypeOf(node);
				if (type === undefined) return node;
				const data = { ...WHATSAPP, ...credentials }[type];
				if (data === undefined) throw new Error(`${node.name} needs a credential: ${type}`);
				return { ...node, credentials: { [type]: await this.#credential(type, data) } };
			}),
		);
		return { ...example, nodes };
	}

	/** What an owner enters to let a workflow use n8n's own API. */
	async apiCredential(): Promise<object> {
		const scopes = ['workflow:list', 'execution:list', 'execution:retry'];
		const key = z.object({ rawApiKey: z.string() });
		const body = { label: 'retry-crashed', scopes, expiresAt: null };
		const { rawApiKey } = await this.n8n.rest.call('POST', '/api-keys', key, body);
		return { apiKey: rawApiKey, baseUrl: `${this.n8n.url}/api/v1` };
	}

	/** Runs a failed execution again from where it failed, as the button in the editor does. */
	async retry(executionId: string): Promise<void> {
		const path = `/executions/${executionId}/retry`;
		await this.n8n.rest.call('POST', path, z.unknown(), { loadWorkflow: false });
	}

	async #credential(type: string, data: object): Promise<{ id: string; name: string }> {
		const name = `${type} ${JSON.stringify(data)}`.slice(0, 100);
		const known = this.#credentialIds.get(name);
		if (known) return known;
		const { id } = await this.n8n.api.createCredential(name, type, data);
		this.#credentialIds.set(name, { id, name });
		return { id, name };
	}
}

/** Number and template of the only WhatsApp node, which lies in the file without them. */
function chosenIn({ nodes }: Example): Values {
	const node = nodes.find(({ type }) => type === 'n8n-nodes-base.whatsApp');
	return node ? { [node.name]: { phoneNumberId: NUMBER, template: 'cart_reminder|en' } } : {};
}

/** Chooses the workflow that a node calls, as its owner does in the node's list. */
function withCalled(node: ExampleNode, workflows: Record<string, string>): ExampleNode {
	const { workflowId } = node.parameters as { workflowId?: { cachedResultName?: string } };
	const value = workflows[workflowId?.cachedResultName ?? ''];
	if (value === undefined) return node;
	return { ...node, parameters: { ...node.parameters, workflowId: { ...workflowId, value } } };
}

const CREDENTIAL_TYPES: Record<string, string> = {
	'n8n-nodes-base.whatsApp': 'whatsAppApi',
	'n8n-nodes-base.whatsAppTrigger': 'whatsAppTriggerApi',
	'n8n-nodes-base.emailSend': 'smtp',
	'n8n-nodes-base.formTrigger': 'httpBasicAuth',
	'n8n-nodes-base.redis': 'redis',
	'n8n-nodes-base.postgres': 'postgres',
	'n8n-nodes-base.crypto': 'crypto',
	'n8n-nodes-base.n8n': 'n8nApi',
};

function credentialTypeOf({ type, parameters }: ExampleNode): string | undefined {
	if (parameters['authentication'] === 'headerAuth') return 'httpHeaderAuth';
	if (['hash', 'generate'].includes(String(parameters['action']))) return undefined;
	const { genericAuthType, nodeCredentialType } = parameters as Record<string, string | undefined>;
	return CREDENTIAL_TYPES[type] ?? genericAuthType ?? nodeCredentialType;
}
