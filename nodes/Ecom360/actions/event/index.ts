import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import * as check from './check.operation';
import { choice, readParameters } from './parameters';
import type { Checked, Delivered, Forwarded } from './results';
import * as sendFromItem from './sendFromItem.operation';
import * as sendTest from './sendTest.operation';
import { sendOptions, urlProperty } from './sending';

/** Runs an operation for one item; returns the item that it becomes. */
type Execute = (
	context: IExecuteFunctions,
	itemIndex: number,
) => Promise<Delivered | Forwarded | Checked>;

/** What the action can do, by the values of its parameter `operation`. */
const operations = {
	check: check.execute,
	sendFromItem: sendFromItem.execute,
	sendTest: sendTest.execute,
} satisfies Record<string, Execute>;

/** The action's parameters, in the order of the panel. */
export const eventProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		// The only choice, under which n8n files its schemas: nothing that a person needs to see.
		type: 'hidden',
		noDataExpression: true,
		default: 'event',
		options: [{ name: 'Event', value: 'event' }],
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['event'] } },
		default: 'sendTest',
		options: [
			{
				name: 'Check Connection',
				value: 'check',
				action: 'Check connection',
				description:
					"Send the test event of Cashfree's dashboard, and say whether the address and the key are right",
			},
			{
				name: 'Forward',
				value: 'sendFromItem',
				action: 'Forward event',
				description: 'Pass on an event that the Ecom360 Trigger received, signed with another key',
			},
			{
				name: 'Send Test',
				value: 'sendTest',
				action: 'Send test event',
				description:
					'Make up an abandoned checkout or a payment, sign it as Cashfree does, and send it',
			},
		],
	},
	urlProperty,
	...sendTest.description,
	...sendFromItem.description,
	sendOptions,
];

const Parameters = z.object({
	operation: choice(['check', 'sendFromItem', 'sendTest'], 'sendTest'),
});

/** Does for one item what its parameter `operation` says. */
export const execute: Execute = async (context, itemIndex) => {
	const { operation } = readParameters(context, itemIndex, Parameters, eventProperties);
	return await operations[operation](context, itemIndex);
};
