import { foreignText } from '../../shared/foreign-text';
import type { RejectionReason } from '../../shared/rejection';
import type { NoAnswer } from '../../transport/send';

/** What an answer means. */
export interface Verdict {
	/** Whether the receiver took the event, if only to ignore it. */
	ok: boolean;
	/** One sentence that a shop owner understands. */
	result: string;
	/** What to do where `ok` is false. */
	advice: string | null;
}

type Text = Pick<Verdict, 'result' | 'advice'>;

/** What each of our trigger's refusals means to the sender. */
const REFUSALS: Readonly<Record<RejectionReason, Text>> = {
	signature_missing: {
		result: 'Refused: the trigger found no signature.',
		advice: "Set 'Signature Header' to the same name in both nodes.",
	},
	signature_malformed: {
		result: 'Refused: the trigger cannot read the signature.',
		advice: "Set 'Signature Encoding' and 'Signature Algorithm' to the same in both nodes.",
	},
	signature_mismatch: {
		result: 'Refused: the trigger checked the signature with another webhook key.',
		advice:
			"In 'Credential', select the one that the trigger has. If it is the same already, set the same signature options in both nodes.",
	},
	timestamp_out_of_tolerance: {
		result: "Refused: by the trigger's clock, the event is too old or too new.",
		advice:
			"The clocks of the two servers differ. Set them right, or raise 'Timestamp Tolerance' in the trigger.",
	},
	webhook_key_missing: {
		result: "Refused: the trigger's credential holds no webhook key that can be used.",
		advice: "Open the trigger's credential, and enter the key there.",
	},
	signature_scheme_invalid: {
		result: "Refused: the trigger's signature options cannot work.",
		advice: "Open the trigger and correct its Signature Options, above all 'Signed Content'.",
	},
	body_not_json: {
		result: 'Refused: the key is right, but the event is not a JSON object.',
		advice: 'Send an event as Cashfree sends it.',
	},
	payload_unrecognized: {
		result: 'Refused: the key is right, but the trigger found no checkout or payment in it.',
		advice: 'Send an event as Cashfree sends it.',
	},
	delivery_in_progress: {
		result: 'Not yet: a copy of this event is still on its way through that n8n.',
		advice: 'Send again in a minute: the answer then says what became of the first one.',
	},
	unexpected: {
		result: 'The trigger could not deal with the event.',
		advice: "Look in that n8n's log: it names the place.",
	},
};

export function refusedByTrigger(reason: string | undefined): Text | undefined {
	const known: Readonly<Record<string, Text>> = REFUSALS;
	return reason !== undefined && Object.hasOwn(known, reason) ? known[reason] : undefined;
}

/** What it means that nobody answered, by Node's error code. */
export function withoutAnswer(host: string, { code, message }: NoAnswer): Verdict {
	return { ok: false, ...explained(host, code, message) };
}

function explained(host: string, code: string, message: string): Text {
	if (code === 'ECONNREFUSED') {
		return {
			result: `No answer: ${host} refused the connection.`,
			advice: 'Nothing is listening there. Is n8n running, and is the port in the address right?',
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			result: `No answer: no host named ${host} was found.`,
			advice: "Check the address in 'URL' for typing mistakes.",
		};
	}
	if (code === 'ETIMEDOUT' || code === 'ECONNABORTED') {
		return {
			result: `No answer: ${host} did not answer in time.`,
			advice:
				"Check whether it can be reached from this n8n, or give it more seconds in 'Timeout'.",
		};
	}
	if (/CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code)) {
		return {
			result: `No answer: no secure connection to ${host} could be made.`,
			advice: `Check its certificate, and whether the address begins with https:// or http://. It says: ${foreignText(message)}`,
		};
	}
	return {
		result: `No answer: the connection to ${host} ended.`,
		advice: `Send again in a minute. It says: ${foreignText(message)}`,
	};
}
