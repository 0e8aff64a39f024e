import { NodeConnectionTypes } from 'n8n-workflow';

const type = NodeConnectionTypes.Main;
const BOTH = [
	{ type, displayName: 'Event' },
	{ type, displayName: 'Left Out' },
];

/**
 * The trigger's outputs. *Left Out* shows only while an option that sends something there is on.
 *
 * The editor evaluates this; n8n's server never does so for a delivery (seen in 2.41.1, which asks
 * for a node's outputs only where the node has an error output). The options are read as they were
 * entered: an expression has no value before there is an event, so it counts as on.
 */
export const OUTPUTS =
	`={{ ["includeIgnored", "reportRefused"].some((name) => $rawParameter["options"]?.[name]) ? ${JSON.stringify(BOTH)} : ${JSON.stringify([{ type }])} }}` as const;
