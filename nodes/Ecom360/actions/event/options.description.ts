import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	algorithmOption,
	encodingOption,
	headerOption,
	schemeOption,
} from '../../shared/signature.description';

/** How the action signs and sends; without any of it, as Cashfree does. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['event'] } },
	options: [
		{ ...algorithmOption, description: 'Hash function of the signature' },
		asItCame(encodingOption),
		headerOption,
		{ ...asItCame(schemeOption), description: 'What the signature covers' },
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 10,
			description: 'How many seconds to wait for the answer',
		},
	],
};

/** A sender has nothing to detect: the trigger's automatic choice becomes that of the event. */
function asItCame(option: INodeProperties): INodeProperties {
	const choices = option.options as INodePropertyOptions[];
	const unset: INodePropertyOptions = {
		name: 'Default',
		value: 'default',
		description: 'As the event arrived, or as its vendor signs',
	};
	return {
		...option,
		default: unset.value,
		options: choices.map((choice) => (choice.value === 'auto' ? unset : choice)),
	};
}
