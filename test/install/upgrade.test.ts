import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';

import manifest from '../../package.json' with { type: 'json' };
import { KillableN8n } from '../support/killable.mts';
import type { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { PackageFolder, previousRelease } from './package-folder.mts';

let host: KillableN8n;
let packages: PackageFolder;
let n8n: TestN8n;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await KillableN8n.create({});
	packages = await PackageFolder.in(host.userFolder);
	await packages.install(await previousRelease(inject('tarball'), host.userFolder));
	await host.start();
	n8n = await host.setUp();
	workflow = await n8n.triggerWith({ filters: { minimumTotal: 100 } });
});
afterAll(async () => await host?.stop());

const savedWorkflow = z.object({
	active: z.boolean(),
	nodes: z.array(z.object({ type: z.string() }).passthrough()),
});

async function stored() {
	return await n8n.rest.call('GET', `/workflows/${workflow.id}`, savedWorkflow);
}

/** Waits for the webhook and sends a checkout through the whole workflow. */
async function expectReminder(number: number): Promise<void> {
	await n8n.api.waitForWebhook(workflow.productionUrl);
	expect(await workflow.deliver({ unique: true })).toMatchObject({ status: 200 });
	const [item] = await workflow.items(number, 'Next');
	expect(item?.json).toMatchObject({ event: 'abandonedCheckout', cart: { total: 8500 } });
}

it('runs the version that was installed first', async () => {
	expect(await packages.installedVersion()).toBe('0.0.1');
	await expectReminder(1);
});

it('goes on after an upgrade with the same workflow, credential and executions', async () => {
	const before = await stored();
	await host.restart(async () => await packages.install(inject('tarball')));
	expect(await packages.installedVersion()).toBe(manifest.version);
	expect(await stored()).toEqual(before);
	await expectReminder(2);
});

it('keeps the workflow when the package is uninstalled', async () => {
	const before = await stored();
	await host.restart(async () => await packages.uninstall());
	expect(await packages.installedVersion()).toBeUndefined();
	expect((await stored()).nodes).toEqual(before.nodes);
	// Nothing that its sender would take for an acceptance: it comes again.
	expect((await workflow.deliver({ unique: true })).status).toBeGreaterThanOrEqual(400);
	expect(await workflow.executions()).toHaveLength(2);
});

it('runs it again once the package is back', async () => {
	await host.restart(async () => await packages.install(inject('tarball')));
	const { active } = await stored();
	if (!active) await n8n.api.activate(workflow.id);
	await expectReminder(3);
});
