import type { INodeProperties } from 'n8n-workflow';

import { filters } from './filters';
import { options } from './options';

/** The trigger's parameters, in the order of the panel. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'In the <a href="https://brands.zecpe.com/login" target="_blank">Ecom dashboard</a>, enter the <b>Production URL</b> above as the callback URL for the topic abandonedCheckout, version v1. It answers once this workflow is active; the Test URL answers only while you listen here.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['abandonedCheckout'],
		options: [
			{
				name: 'Any Event',
				value: '*',
				description: 'Any event that holds a checkout, whatever it is called',
			},
			{
				name: 'Abandoned Checkout',
				value: 'abandonedCheckout',
				description: 'A shopper left the checkout without paying',
			},
		],
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'checkout',
		options: [
			{
				name: 'One Item per Checkout',
				value: 'checkout',
				description: 'For a reminder: one message for the whole cart',
			},
			{
				name: 'One Item per Line Item',
				value: 'lineItem',
				description: 'For a table or a report: one row for each product in the cart',
			},
		],
		description: 'What an abandoned checkout becomes in the workflow',
	},
	filters,
	options,
];
