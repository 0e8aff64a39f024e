import { describe, expect, it } from '@jest/globals';

import { canonicalEvent, isSelected } from '../../../nodes/Ecom360/payload/envelope';

describe('canonicalEvent', () => {
	it.each([
		'ABANDONED_CHECKOUT',
		'abandonedCheckout',
		'abandoned_checkout',
		'Abandoned Checkout',
		'abandoned-checkout',
		null,
	])('takes %j for an abandoned checkout', (sent) => {
		expect(canonicalEvent(sent)).toBe('abandonedCheckout');
	});

	it.each([
		['orderPlaced', 'orderPlaced'],
		['order\nplaced', 'order placed'],
		['\u0000', 'unknown'],
		['*', '*'],
		['__proto__', '__proto__'],
	])('leaves %j another event', (sent, expected) => {
		expect(canonicalEvent(sent)).toBe(expected);
	});

	it('bounds the name of an event', () => {
		expect(canonicalEvent('x'.repeat(100_000)).length).toBeLessThanOrEqual(100);
	});
});

describe('isSelected', () => {
	it.each([
		['abandonedCheckout', ['abandonedCheckout'], true],
		['orderPlaced', ['abandonedCheckout'], false],
		['orderPlaced', ['*'], true],
		['*', ['abandonedCheckout'], false],
		['abandonedCheckout', [], false],
	])('%s among %j: %s', (event, selected, expected) => {
		expect(isSelected(event, selected)).toBe(expected);
	});
});
