import { describe, expect, it } from '@jest/globals';

import { failedAction, NodeOperationError } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';

const receiver = useActionReceiver();
const { aTest } = receiver;

// What expressions can give; the panel itself offers none of it.
describe('a value that a parameter does not know', () => {
	it.each([
		[{ operation: 'destroy' }, "'Operation' has no choice 'destroy'", /Forward, Send Test/],
		[{ format: 'shopify' }, "'Event Format' has no choice 'shopify'", /Cashfree OCC, Ecom360/],
		[{ specifyCheckout: 'xml' }, "'Specify Event' has no choice 'xml'", /Using JSON/],
		[{ event: 'refund' }, "'Event' has no choice 'refund'", /Abandoned Checkout, Payment/],
		[
			{ event: 'payment', paymentEvent: {} },
			"'Payment Result' has no choice '{}'",
			/Dropped, Failed, Pending, Success/,
		],
		[{ items: { item: [{ title: 'a', price: 'ten' }] } }, "'Price' is not an amount", /'Price'/],
		[{ additionalFields: { total: -1 } }, "'Total' is not an amount", /'Total'/],
		[{ shopperName: ['Asha'] }, "'Shopper Name' is not a text", /'Shopper Name'/],
		[
			{ options: { signatureScheme: 'magic' } },
			"'Signature Scheme' has no choice 'magic'",
			/Body Only/,
		],
		[
			{ options: { signatureEncoding: '<a>' } },
			"'Signature Encoding' has no choice '&lt;a&gt;'",
			/Base64/,
		],
		[{ options: { signatureAlgorithm: 7 } }, "'Signature Algorithm' has no choice '7'", /SHA-256/],
		[{ options: { timeout: 'soon' } }, "'Timeout' is not an amount", /'Timeout'/],
	])('is named: %j', async (parameters, message, description) => {
		const error = await failedAction({ parameters: aTest(parameters) });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.description).toMatch(description);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(receiver.stub.requests).toEqual([]);
	});
});
