import {
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { findScheme } from '../scheme-finder/find';
import { Delivery, type Headers } from '../webhook/delivery';
import { type Advice, diagnose } from './diagnosis';
import { evidenceOf, readCredential, readParameters } from './n8n-adapter';
import { answer, type Rejected, type Unselected } from './outcome';
import { localHost, outOfReach } from './reach';
import { type Evidence, receive } from './receive';
import { respond } from './respond';
import { adviceOn } from './scheme-advice';
import { inTestRun, readSettings, type Settings } from './settings';

type Reason = (Rejected | Unselected)['reason'];

/** The refusals that a genuine delivery meets where the account signs in another way. */
const UNMATCHED: readonly Reason[] = [
	'signature_missing',
	'signature_malformed',
	'signature_mismatch',
];

/** Receives a delivery at the test URL, and explains on the canvas why one starts nothing. */
export async function listen(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = inTestRun(readSettings(readParameters(context)));
	const delivery = new Delivery(context.getHeaderData(), Date.now(), settings.signature);
	const evidence = evidenceOf(context, settings.signature);
	const outcome = await receive(delivery, settings, evidence);
	if (outcome.kind === 'accepted' || outcome.reason === 'duplicate') {
		return await respond(context, outcome, delivery, settings);
	}
	const host = localHost(context.getNodeWebhookUrl('default'));
	const { status, body } = answer(outcome);
	context.getResponseObject().status(status).json(body);
	const bodyBytes = context.getRequestObject().rawBody?.length;
	const advice = await lookForScheme(context, outcome.reason, delivery, evidence, settings);
	const { message, description } = diagnose(outcome, delivery, bodyBytes, settings, {
		advice,
		note: host === undefined ? undefined : outOfReach(host),
	});
	// Thrown, since n8n shows nothing else on the canvas; production never comes here.
	throw new NodeOperationError(context.getNode(), message, { description });
}

/** Works out how the account signs, so that the person listening can set it. */
async function lookForScheme(
	context: IWebhookFunctions,
	reason: Reason,
	delivery: Delivery,
	evidence: Evidence,
	{ signature: rules }: Settings,
): Promise<Advice | undefined> {
	if (!UNMATCHED.includes(reason)) return undefined;
	const credential = await readCredential(context);
	const finding = findScheme({
		headers: context.getHeaderData() as Headers,
		body: await evidence.readBody(),
		url: evidence.readUrl?.(),
		query: queryOf(context.getRequestObject().originalUrl ?? ''),
		credential,
		signatureHeader: delivery.signatureHeader,
	});
	// That nothing fits is worth saying only about a signature that could be read.
	if (finding.kind === 'nothing' && reason !== 'signature_mismatch') return undefined;
	return adviceOn(finding, rules, credential);
}

/** The part of an address from its question mark on. */
function queryOf(url: string): string {
	const at = url.indexOf('?');
	return at < 0 ? '' : url.slice(at);
}
