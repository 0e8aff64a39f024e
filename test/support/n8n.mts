import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import { RestSession } from '../../scripts/n8n/rest.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { TestApi } from './n8n-api.mts';
import { aWorkflow, CREDENTIAL_TYPE, withTrigger } from './n8n-draft.mts';
import { TestWorkflow } from './n8n-workflow.mts';

const binaryField = z.object({ id: z.string().optional(), data: z.string() });

const nodeTypes = z.array(z.object({ name: z.string() }).passthrough());
type NodeType = z.output<typeof nodeTypes>[number];

/** A saved Ecom360 credential. */
export interface TestCredential {
	id: string;
	name: string;
	/** What deliveries are signed with. */
	key: string;
}

/** Where a running n8n is: plain data, so that one suite's files can share it. */
export interface TestN8nAddress {
	url: string;
	/** Default: the version that everything is developed with. */
	version?: string;
	/** Of the owner's session. */
	cookie: string;
	/** Everything that n8n has written. */
	logFile: string;
	credential: TestCredential;
}

/** An n8n that this process started, and has to stop. */
export interface StartedTestN8n extends TestN8n {
	stop: () => Promise<void>;
}

/**
 * Starts a real n8n with the packed package installed, an owner, and an Ecom360 credential.
 *
 * `tarball` is the suite's `inject('tarball')`; `env` adds to n8n's settings. The variable N8N_VERSION
 * chooses another n8n: that is how `npm run test:hosts` runs a suite on each.
 */
export async function startTestN8n(options: {
	tarball: string;
	env?: Record<string, string>;
}): Promise<StartedTestN8n> {
	const n8n = await startN8n({ version: process.env['N8N_VERSION'], ...options });
	try {
		return Object.assign(await setUpN8n(n8n), { stop: async () => await n8n.stop() });
	} catch (error) {
		await n8n.stop();
		throw error;
	}
}

/** Gives a fresh n8n its owner and an Ecom360 credential. */
export async function setUpN8n(n8n: RunningN8n): Promise<TestN8n> {
	const { url, version, logFile } = n8n;
	const rest = new RestSession(url);
	const api = new TestApi(n8n, rest);
	await api.setUpOwner();
	const credential = await createCredential(api);
	return new TestN8n({ url, version, cookie: rest.cookie, logFile, credential });
}

/** A real n8n with the package installed, seen from a test. */
export class TestN8n {
	/** Given to `new TestN8n` in another process, reaches the same n8n. */
	readonly address: TestN8nAddress;
	readonly url: string;
	readonly rest: RestSession;
	readonly api: TestApi;
	/** The one that workflows get unless they are given another. */
	readonly credential: TestCredential;
	#bystander: Promise<TestWorkflow> | undefined;
	#bystanderRuns = 0;

	constructor(address: TestN8nAddress) {
		const { url, version, cookie, credential } = address;
		this.address = address;
		this.url = url;
		this.credential = credential;
		this.rest = new RestSession(url, { cookie });
		this.api = new TestApi({ url, ...(version !== undefined && { version }) }, this.rest);
	}

	/** Whether it is one of the 1.x releases, which do some things differently. */
	get isOne(): boolean {
		return this.address.version?.startsWith('1.') ?? false;
	}

	/** Everything that n8n has logged so far. */
	get log(): string {
		return readFileSync(this.address.logFile, 'utf8');
	}

	/**
	 * Waits until n8n has done everything that earlier requests made it do: a delivery to a separate
	 * workflow has been executed. An execution that is not there by then never will be.
	 */
	async settle(): Promise<void> {
		this.#bystander ??= this.triggerWith({}, await this.createCredential());
		const bystander = await this.#bystander;
		await bystander.deliver({ unique: true });
		await this.api.waitForExecutions(bystander.id, ++this.#bystanderRuns);
	}

	/** Fetches what the editor fetches outside the REST API: types, icons, binary data. */
	async get(path: string): Promise<Response> {
		const headers = { cookie: this.address.cookie, 'browser-id': 'n8n-nodes-ecom360' };
		return await fetch(this.url + path, { headers });
	}

	/** The node types that n8n has loaded, as its editor gets them. */
	async nodeTypes(): Promise<NodeType[]> {
		return nodeTypes.parse(await (await this.get('/types/nodes.json')).json());
	}

	/** One execution just as n8n stores it, to look for what must not be in there. */
	async storedText(executionId = ''): Promise<string> {
		return JSON.stringify(await this.rest.call('GET', `/executions/${executionId}`, z.unknown()));
	}

	/** What a binary field of an item holds. */
	async bytesOf(field: unknown): Promise<Buffer> {
		const { id, data } = binaryField.parse(field);
		// Without an id, the data is in the item itself: n8n 1's default.
		if (id === undefined) return Buffer.from(data, 'base64');
		const download = await this.get(`/rest/binary-data?id=${id}&action=download`);
		return Buffer.from(await download.arrayBuffer());
	}

	async createCredential(data: object = {}): Promise<TestCredential> {
		return await createCredential(this.api, data);
	}

	/** What the editor says when a credential with these fields is saved. */
	async testCredential(data: object): Promise<unknown> {
		const { id, name } = this.credential;
		const credentials = { id, name, type: CREDENTIAL_TYPE, data };
		return await this.rest.call('POST', '/credentials/test', z.unknown(), { credentials });
	}

	/** Gives a credential other fields, as if somebody edited it while a workflow is published. */
	async changeCredential({ id, name }: TestCredential, data: object): Promise<void> {
		const body = { name, type: CREDENTIAL_TYPE, data };
		await this.rest.call('PATCH', `/credentials/${id}`, z.unknown(), body);
	}

	async deleteCredential({ id }: TestCredential): Promise<void> {
		await this.rest.call('DELETE', `/credentials/${id}`, z.unknown());
	}

	/** Activates a workflow of trigger and No Operation node; returns when it takes deliveries. */
	async triggerWith(
		parameters: object = {},
		credential: TestCredential = this.credential,
	): Promise<TestWorkflow> {
		return await this.activate(aWorkflow(parameters), credential);
	}

	/**
	 * Activates a workflow that holds one Ecom360 Trigger, such as an example's file; returns when it
	 * takes deliveries. The trigger gets the credential and a webhook of its own.
	 */
	async activate(
		draft: WorkflowDraft,
		credential: TestCredential = this.credential,
	): Promise<TestWorkflow> {
		const { workflow, triggerName, webhookId } = withTrigger(draft, credential);
		const { id } = await this.api.createWorkflow(workflow);
		await this.api.activate(id);
		await this.api.waitForWebhook(this.api.webhookUrl(webhookId));
		const { key } = credential;
		return new TestWorkflow({ api: this.api, id, triggerName, webhookId, key });
	}
}

async function createCredential(api: TestApi, data: object = {}): Promise<TestCredential> {
	const webhookKey = randomBytes(16).toString('hex');
	const name = `Ecom360 ${webhookKey.slice(0, 6)}`;
	const { id } = await api.createCredential(name, CREDENTIAL_TYPE, { webhookKey, ...data });
	return { id, name, key: webhookKey };
}
