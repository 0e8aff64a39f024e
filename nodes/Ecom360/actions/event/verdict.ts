import { foreignText } from '../../shared/foreign-text';
import { isObject } from '../../shared/json';
import type { Result } from '../../shared/result';
import type { Answer, NoAnswer } from '../../transport/send';
import { refusedByTrigger, type Verdict, withoutAnswer } from './verdict-texts';

/** What came back for an event, in words for whoever builds the workflow. */
export function judge(url: string, outcome: Result<Answer, NoAnswer>): Verdict {
	if (!outcome.ok) return withoutAnswer(shownHost(url), outcome.error);
	const answer = outcome.value;
	if (isSuccess(answer)) return { ok: true, result: taken(answer), advice: null };
	return { ok: false, ...refused(url, answer) };
}

export function isSuccess({ status }: Answer): boolean {
	return status >= 200 && status < 300;
}

/** Whether a page for people answered: a login form, or a proxy's notice. */
export function isWebPage({ body }: Answer): boolean {
	return typeof body === 'string' && /^\s{0,100}<(?:!doctype html|html)\b/i.test(body);
}

/** What our own trigger says in its answer; undefined for any other receiver's. */
export function triggerAnswer({ body }: Answer): { status: string; reason: string } | undefined {
	const { status, reason } = isObject(body) ? body : {};
	if (typeof status !== 'string' || !['accepted', 'ignored', 'rejected'].includes(status)) {
		return undefined;
	}
	return { status, reason: typeof reason === 'string' ? reason : '' };
}

function taken(answer: Answer): string {
	const trigger = triggerAnswer(answer);
	if (trigger?.status === 'accepted') return 'Accepted: the workflow started.';
	if (trigger?.status === 'ignored') return `Ignored: ${ignored(trigger.reason, answer)}`;
	if (isWebPage(answer)) {
		return `A web page answered with status ${answer.status}: a login page or a proxy may be in front of the receiver.`;
	}
	return `Accepted with status ${answer.status}.`;
}

function ignored(reason: string, { body }: Answer): string {
	if (reason === 'duplicate') return 'the trigger has seen this event before. No workflow started.';
	if (reason === 'topic') return "the trigger's 'Trigger On' leaves it out. No workflow started.";
	if (reason !== 'filter') return 'the trigger left it out. No workflow started.';
	const filter = isObject(body) ? body['filter'] : undefined;
	const name = typeof filter === 'string' ? ` ${displayName(filter)}` : '';
	return name === ''
		? 'a filter of the trigger leaves it out. No workflow started.'
		: `your filter${name} leaves it out. No workflow started.`;
}

/** `minimumTotal` as the panel shows it: Minimum Total. */
function displayName(parameter: string): string {
	const spaced = parameter.slice(0, 40).replace(/[A-Z]/g, (letter) => ` ${letter}`);
	return foreignText(spaced.charAt(0).toUpperCase() + spaced.slice(1));
}

function refused(url: string, answer: Answer): Omit<Verdict, 'ok'> {
	const { status, location } = answer;
	const known = refusedByTrigger(triggerAnswer(answer)?.reason);
	if (known) return known;
	if (status === 404) return unknownAddress(url);
	if (status >= 300 && status < 400) {
		return {
			result: 'The URL redirects to another address, and a signed event is never passed on.',
			advice: `Enter the address it leads to in 'URL', if that is right: ${foreignText(location ?? 'unknown')}`,
		};
	}
	if (isWebPage(answer)) {
		return {
			result: `A web page answered with status ${status}, not the receiver.`,
			advice:
				'A login page or a proxy is in front of it. Let requests to the webhook pass without a login.',
		};
	}
	return {
		result: `The URL answered with status ${status}.`,
		advice: `${adviceFor(status)} It said: ${said(answer)}`,
	};
}

function unknownAddress(url: string): Omit<Verdict, 'ok'> {
	const { pathname } = new URL(url);
	if (pathname.includes('/webhook-test/')) {
		return {
			result:
				'The trigger is not listening: click Execute step in it, then send again within two minutes; it takes one event for each click.',
			advice: "Or publish the workflow, and enter the trigger's Production URL in 'URL'.",
		};
	}
	if (pathname.includes('/webhook/')) {
		return {
			result: 'No published workflow has this URL.',
			advice: "Publish the workflow of the trigger, then copy its Production URL into 'URL' again.",
		};
	}
	return {
		result: 'Nothing is at this address: the server answered with status 404.',
		advice: "Copy the address into 'URL' again.",
	};
}

function adviceFor(status: number): string {
	if (status === 401 || status === 403) {
		return "Check the key in 'Credential', and whether the receiver asks for a login.";
	}
	if (status === 429) return 'The receiver accepts no more for now. Send again later.';
	if (status >= 500)
		return 'The server could not take it. Send again in a minute, or look in its log.';
	return 'The receiver did not take the event as it is.';
}

/** The beginning of what a receiver said, safe to be shown. */
export function said({ body }: Answer): string {
	return foreignText(typeof body === 'string' ? body : JSON.stringify(body)) || 'nothing';
}

function shownHost(url: string): string {
	return foreignText(new URL(url).host);
}
