import {
	signedDelivery,
	type SignedDelivery,
	type DeliveryOptions,
} from '../../scripts/delivery.mts';
import type { Execution, ExecutionSummary, Item } from '../../scripts/n8n/executions.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';

import type { TestApi } from './n8n-api.mts';

const TIMEOUT_MS = 60_000;

/** What to sign, or a request that is sent as it is. */
export type ToSend = Partial<DeliveryOptions> | { built: SignedDelivery };

interface Place {
	api: TestApi;
	id: string;
	triggerName: string;
	webhookId: string;
	/** What `deliver` signs with. */
	key: string;
}

/** An active workflow on a real n8n that starts with the Ecom360 Trigger. */
export class TestWorkflow {
	readonly id: string;
	readonly productionUrl: string;
	readonly testUrl: string;
	readonly triggerName: string;
	readonly #api: TestApi;
	readonly #key: string;

	constructor({ api, id, triggerName, webhookId, key }: Place) {
		this.#api = api;
		this.id = id;
		this.triggerName = triggerName;
		this.#key = key;
		this.productionUrl = api.webhookUrl(webhookId);
		this.testUrl = api.webhookUrl(webhookId, 'test');
	}

	/** A delivery that this workflow's credential verifies; by default Ecom360's sample. */
	signed(options: Partial<DeliveryOptions> = {}): SignedDelivery {
		return signedDelivery({ vendor: 'ecom360', key: this.#key, ...options });
	}

	/** Sends a delivery to the production URL; built by `signed` unless it is given. */
	async deliver(delivery: ToSend = {}): Promise<Answer> {
		return await this.#post(this.productionUrl, delivery);
	}

	/** Sends a delivery to the test URL, which works while somebody listens. */
	async deliverTest(delivery: ToSend = {}): Promise<Answer> {
		return await this.#post(this.testUrl, delivery);
	}

	/** Listens for a test event, as the editor's button does, and sends one to the test URL. */
	async deliverWhileListening(delivery: ToSend = {}): Promise<Answer> {
		await this.#api.listen(this.id, this.triggerName);
		return await this.deliverTest(delivery);
	}

	/** Every execution so far, newest first, running ones included. */
	async executions(): Promise<ExecutionSummary[]> {
		return await this.#api.executions(this.id);
	}

	/** Waits until `count` executions have ended, and reads all that there are; oldest first. */
	async runs(count: number): Promise<Execution[]> {
		const runs: Execution[] = [];
		for (const { id } of await this.#ended(count)) runs.push(await this.#api.execution(id));
		return runs;
	}

	/** The items of one node (by default the trigger's) in the execution with this number, from 1 on. */
	async items(number = 1, node = this.triggerName): Promise<Item[]> {
		const { id = '' } = (await this.#ended(number))[number - 1] ?? {};
		return (await this.#api.execution(id)).items(node);
	}

	async #ended(count: number): Promise<ExecutionSummary[]> {
		const timeoutMs = TIMEOUT_MS;
		return (await this.#api.waitForExecutions(this.id, count, { timeoutMs })).reverse();
	}

	async #post(url: string, delivery: ToSend): Promise<Answer> {
		const ready = 'built' in delivery ? delivery.built : this.signed(delivery);
		return await postDelivery(url, ready, { timeoutMs: TIMEOUT_MS });
	}
}
