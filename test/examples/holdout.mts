import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { EVERY_SECOND } from './looks.mts';
import type { ExampleN8n } from './n8n.mts';
import { tableRows, type Row } from './tables.mts';

/** Activates the example `holdout-test` as an owner would, time made short, with these settings. */
export async function activateHoldout(
	host: ExampleN8n,
	settings: Record<string, unknown> = {},
): Promise<TestWorkflow> {
	const workflow = await host.activate('holdout-test', {
		credentials: { smtp: host.mail.credential },
		values: {
			Settings: {
				'settings.holdout_percent': 40,
				'settings.template_a': 'reminder_a',
				'settings.template_b': 'reminder_b',
				'settings.wait_minutes': 0.02,
				'settings.quiet_from': '00:00',
				'settings.quiet_until': '00:00',
				'settings.team_email': 'team@example.com',
				'settings.sender_email': 'shop@example.com',
				...settings,
			},
			'Every 5 minutes': EVERY_SECOND,
		},
	});
	await workflow.runs(1);
	return workflow;
}

/** What the table says about a shopper. */
export async function holdoutRows(host: ExampleN8n, phone: string): Promise<Row[]> {
	const rows = await tableRows(host.n8n.rest, 'ecom360_holdout');
	return rows.filter((row) => row['phone'] === phone);
}
