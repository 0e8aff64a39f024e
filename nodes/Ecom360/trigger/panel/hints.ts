import type { NodeHint } from 'n8n-workflow';

import { choiceName, entryName } from '../../shared/display-name';
import { schemeOption } from '../../shared/signature.description';
import { DOCUMENTED_SCHEMES } from '../../webhook/signature';
import { options } from './options.description';

/**
 * The name that the node has in this workflow. n8n hands a hint's expression the node's parameters, but
 * neither its name nor its output. The error it throws for a sibling parameter that does not exist
 * names the node; should that ever end, only a renamed trigger loses its hints.
 */
const OWN_NAME =
	'(() => { try { $parameter["&"]; } catch (error) { if (error.extra?.nodeName) return error.extra.nodeName; } return "Ecom360 Trigger"; })()';
/** The mark of our own samples, whose signature says nothing about Cashfree. */
const IS_SAMPLE = 'item.cart?.utm?.utm_campaign === "test_event"';
/** From here on, amounts that are all whole hundreds are likelier to be paise than rupees. */
const LEAST_PAISE = 20_000;

function afterExecution(message: string, type: 'info' | 'warning', condition: string): NodeHint {
	return {
		message,
		type,
		location: 'outputPane',
		whenToDisplay: 'afterExecution',
		// Of the first item that came out.
		displayCondition: `={{ ((item) => ${condition})($(${OWN_NAME}).first().json) }}`,
	};
}

const amountUnit = entryName(options, 'amountUnit');
const looksLikePaise = [
	'($parameter["options"]?.["amountUnit"] ?? "major") === "major"',
	`item.cart?.total >= ${LEAST_PAISE}`,
	'[item.cart?.total, item.cart?.originalTotal, item.lineItem?.price ?? 0, ...(item.cart?.lineItems ?? []).map(({ price }) => price)].every((amount) => amount % 100 === 0)',
].join(' && ');

function notPinned(scheme: string): string {
	return [
		'($parameter["signatureOptions"]?.["signatureScheme"] ?? "auto") === "auto"',
		`item.delivery.signatureScheme === "${scheme}"`,
		`!(${IS_SAMPLE})`,
	].join(' && ');
}

/** What the output pane says beside an item, and nobody can know before there is one. */
export const hints: NodeHint[] = [
	afterExecution(
		`These amounts look like paise. If they are a hundred times too big, add the option '${amountUnit}' and choose paise.`,
		'warning',
		looksLikePaise,
	),
	...DOCUMENTED_SCHEMES.map((scheme) =>
		afterExecution(
			`The signature was detected as '${choiceName(schemeOption, scheme)}'. If this event came from Cashfree itself, choose that in '${schemeOption.displayName}' under Signature Options: nothing else is accepted then.`,
			'info',
			notPinned(scheme),
		),
	),
];
