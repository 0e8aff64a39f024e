/** What a delivery held that could not be used as it was. */
export type Warning =
	| 'amount_unreadable'
	| 'currency_assumed'
	| 'currency_unreadable'
	| 'phone_invalid'
	| 'phone_not_mobile'
	| 'previous_webhook_key'
	| 'recovery_url_invalid'
	| 'version_unknown';
