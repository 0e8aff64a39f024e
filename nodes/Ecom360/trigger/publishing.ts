import { type IHookFunctions, NodeOperationError, type WorkflowActivateMode } from 'n8n-workflow';

import { foreignText } from '../shared/foreign-text';
import { CREDENTIAL_TYPE, usableKeys, type WebhookKeys } from '../webhook/keys';
import { whereIn } from './log';
import { readParametersEarly } from './n8n-adapter';
import { localHost } from './reach';
import { readSettings, type Settings } from './settings';
import { explain, nameOf } from './unread-settings';

/**
 * The modes in which a person waits for the answer: publishing and listening. In the others, such as
 * n8n's own start, an error would make n8n remove the webhook of a shop that is running.
 */
const ATTENDED: readonly WorkflowActivateMode[] = ['activate', 'update', 'manual'];

interface Problem {
	message: string;
	/** HTML. */
	description: string;
}

/** Refuses to publish a trigger that cannot work; where nobody would see that, logs it and goes on. */
export async function checkSettings(context: IHookFunctions): Promise<void> {
	const { unread, signature } = readSettings(readParametersEarly(context));
	const problem = unreadSetting(unread) ?? (await unusableKey(context, signature));
	if (!problem) return warnOfReach(context);
	if (ATTENDED.includes(context.getActivationMode())) {
		const { message, description } = problem;
		throw new NodeOperationError(context.getNode(), message, { description });
	}
	context.logger.warn('Ecom360 Trigger cannot work as it is set', {
		problem: problem.message,
		...whereIn(context),
	});
}

/** A local n8n may well publish and listen: events can be sent to it from its own network. */
function warnOfReach(context: IHookFunctions): void {
	const host = localHost(context.getNodeWebhookUrl('default'));
	if (host === undefined) return;
	context.logger.warn('Cashfree cannot reach the address of this Ecom360 Trigger', {
		host,
		...whereIn(context),
	});
}

function unreadSetting([first]: Settings['unread']): Problem | undefined {
	if (!first) return undefined;
	const { wanted, advice } = explain(first);
	const { entry } = first;
	const shown = entry.length > 100 ? `${entry.slice(0, 99)}…` : entry;
	return {
		message: `'${nameOf(first)}' holds "${shown}", which is not ${wanted}`,
		description: advice,
	};
}

async function unusableKey(
	context: IHookFunctions,
	{ scheme }: Settings['signature'],
): Promise<Problem | undefined> {
	const description =
		"Open the Ecom360 API credential and paste the webhook key from the Ecom dashboard. If a key is there already, the credential's test says what is wrong with it.";
	try {
		const keys = usableKeys(await context.getCredentials<WebhookKeys>(CREDENTIAL_TYPE), scheme);
		if (keys.length > 0) return undefined;
		return { message: "The credential has no usable 'Webhook Key'", description };
	} catch (error) {
		const cause = error instanceof Error ? ` (${foreignText(error.message)})` : '';
		return {
			message: 'The Ecom360 API credential cannot be read',
			description: description + cause,
		};
	}
}
