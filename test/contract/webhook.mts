import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';

import {
	EmbeddedTrigger,
	type EmbeddedOptions,
	type Run,
} from '../../scripts/embedded/trigger.mts';
import { loadPackage, nodeOf } from '../support/installed.mts';
import { KEY } from '../support/receiving.mts';

export { NodeOperationError } from '../../scripts/embedded/context.mts';

/** Default: the test key in the credential, and a workflow and a node of its own. */
export type TriggerOptions = Partial<Omit<EmbeddedOptions, 'onArrival' | 'onDisconnection'>>;

const open = new Set<EmbeddedTrigger>();

/** Ends every trigger that was started. */
export function stopTriggers(): void {
	for (const trigger of open) trigger.stop();
	open.clear();
}

/** The packed and installed trigger in the embedded engine, with what tests ask about it. */
export class TestTrigger extends EmbeddedTrigger {
	readonly #events: EventEmitter;
	#arrivals = 0;
	#disconnections = 0;

	private constructor(node: ReturnType<typeof nodeOf>, options: TriggerOptions) {
		const events = new EventEmitter();
		super(node, {
			credential: { webhookKey: KEY },
			workflowId: randomUUID(),
			nodeId: randomUUID(),
			...options,
			onArrival: () => events.emit('arrival'),
			onDisconnection: () => events.emit('disconnection'),
		});
		this.#events = events;
		events.on('arrival', () => (this.#arrivals += 1));
		events.on('disconnection', () => (this.#disconnections += 1));
	}

	static async start(options: TriggerOptions = {}): Promise<TestTrigger> {
		const trigger = new TestTrigger(nodeOf(await loadPackage()), options);
		await trigger.listen();
		open.add(trigger);
		return trigger;
	}

	/** Returns once that many requests have reached the node. */
	async arrivals(count: number): Promise<void> {
		while (this.#arrivals < count) await once(this.#events, 'arrival');
	}

	/** Returns once that many senders have gone away without an answer. */
	async disconnections(count: number): Promise<void> {
		while (this.#disconnections < count) await once(this.#events, 'disconnection');
	}

	/** How many requests would have started an execution. */
	get executions(): number {
		return this.runs.filter(({ returned, thrown }) => thrown ?? returned?.workflowData).length;
	}

	get lastRun(): Run {
		return this.runs.at(-1) ?? {};
	}
}
