import { NodeConnectionTypes } from 'n8n-workflow';

const type = NodeConnectionTypes.Main;
const BOTH = [
	{ type, displayName: 'Event' },
	{ type, displayName: 'Left Out' },
];

/**
 * The trigger's outputs. *Left Out* shows only while an option is on that sends something there.
 *
 * The editor evaluates this; n8n's server does so for no delivery (seen in 2.41.1, which asks for a
 * node's outputs only where a node has an output for its errors). The options are looked at as they
 * were entered: an expression has no value before there is an event, so it counts as on.
 */
export const OUTPUTS =
	`={{ ["includeIgnored", "reportRefused"].some((name) => $rawParameter["options"]?.[name]) ? ${JSON.stringify(BOTH)} : ${JSON.stringify([{ type }])} }}` as const;
