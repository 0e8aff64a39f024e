import { z } from 'zod';

import { N8nApi, savedWorkflow } from '../../scripts/n8n/api.mts';
import { isFinished, type Execution } from '../../scripts/n8n/executions.mts';
import { poll } from '../../scripts/n8n/poll.mts';

const RUN_TIMEOUT_MS = 60_000;
const manualRun = z.object({ executionId: z.string(), waitingForWebhook: z.boolean() }).partial();

/** What only tests do to an n8n, besides what the demo does. */
export class TestApi extends N8nApi {
	async deactivate(id: string): Promise<void> {
		if (this.isOne) {
			const { versionId } = await this.rest.call('GET', `/workflows/${id}`, savedWorkflow);
			const body = { active: false, versionId };
			await this.rest.call('PATCH', `/workflows/${id}`, z.unknown(), body);
		} else {
			await this.rest.call('POST', `/workflows/${id}/deactivate`, z.unknown(), {});
		}
	}

	/** Listens for one test delivery, as the editor's button does. */
	async listen(workflowId: string, triggerName: string): Promise<void> {
		const { waitingForWebhook } = await this.#start(workflowId, triggerName);
		if (!waitingForWebhook) throw new Error(`'${triggerName}' does not wait for a webhook`);
	}

	/** Runs a saved workflow from one of its triggers, as the editor's button does, to its end. */
	async run(workflowId: string, triggerName: string): Promise<Execution> {
		const { executionId } = await this.#start(workflowId, triggerName);
		if (executionId === undefined) throw new Error(`'${triggerName}' waits for a webhook`);
		const what = () => `the end of execution ${executionId}`;
		await poll(what, RUN_TIMEOUT_MS, async () => {
			const executions = await this.executions(workflowId);
			return executions.find((run) => run.id === executionId && isFinished(run));
		});
		return await this.execution(executionId);
	}

	async #start(workflowId: string, triggerName: string): Promise<z.output<typeof manualRun>> {
		const path = `/workflows/${workflowId}/run`;
		const workflowData = this.isOne
			? { workflowData: await this.rest.call('GET', `/workflows/${workflowId}`, z.unknown()) }
			: {};
		const body = { ...workflowData, triggerToStartFrom: { name: triggerName } };
		return await this.rest.call('POST', path, manualRun, body);
	}
}
