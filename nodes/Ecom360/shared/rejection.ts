/** Why the trigger refuses a delivery, as its answer puts it: see docs/answers.md. */
export type RejectionReason =
	| 'signature_missing'
	| 'signature_malformed'
	| 'signature_mismatch'
	| 'timestamp_out_of_tolerance'
	| 'webhook_key_missing'
	| 'signature_scheme_invalid'
	| 'body_not_json'
	| 'payload_unrecognized'
	| 'delivery_in_progress'
	| 'unexpected';

/** The HTTP status of each refusal; a sender repeats what is answered with 5xx. */
export const REJECTION_STATUS: Record<RejectionReason, 400 | 401 | 422 | 500 | 503> = {
	signature_missing: 401,
	signature_malformed: 401,
	signature_mismatch: 401,
	timestamp_out_of_tolerance: 401,
	webhook_key_missing: 500,
	signature_scheme_invalid: 500,
	body_not_json: 400,
	payload_unrecognized: 422,
	delivery_in_progress: 503,
	unexpected: 500,
};
