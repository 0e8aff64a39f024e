import type { NodeHint } from 'n8n-workflow';

import { choiceName, entryName } from '../../shared/display-name';
import { schemeOption } from '../../shared/signature.description';
import { DOCUMENTED_SCHEMES } from '../../webhook/signature';
import { options } from './options.description';

/**
 * The first item that came out. n8n gives a trigger's hints no output but by the node's name, so a
 * trigger that was renamed has none of them.
 */
const ITEM = '$("Ecom360 Trigger").first().json';
/** The mark of our own samples, whose signature tells nothing about Cashfree. */
const IS_SAMPLE = `${ITEM}.cart?.utm?.utm_campaign === "test_event"`;
/** No shop asks for whole hundreds of rupees only, and for so many of them, as often as for paise. */
const LEAST_PAISE = 20_000;

function afterExecution(message: string, type: 'info' | 'warning', condition: string): NodeHint {
	return {
		message,
		type,
		location: 'outputPane',
		whenToDisplay: 'afterExecution',
		displayCondition: `={{ ${condition} }}`,
	};
}

const amountUnit = entryName(options, 'amountUnit');
const looksLikePaise = [
	'($parameter["options"]?.["amountUnit"] ?? "major") === "major"',
	`${ITEM}.cart?.total >= ${LEAST_PAISE}`,
	`[${ITEM}.cart?.total, ${ITEM}.cart?.originalTotal, ${ITEM}.lineItem?.price ?? 0, ...(${ITEM}.cart?.lineItems ?? []).map((item) => item.price)].every((amount) => amount % 100 === 0)`,
].join(' && ');

function notPinned(scheme: string): string {
	return [
		'($parameter["signatureOptions"]?.["signatureScheme"] ?? "auto") === "auto"',
		`${ITEM}.delivery.signatureScheme === "${scheme}"`,
		`!(${IS_SAMPLE})`,
	].join(' && ');
}

/** What the output says beside an item: what cannot be known before there is one. */
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
