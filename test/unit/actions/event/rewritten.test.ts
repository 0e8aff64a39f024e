import { describe, expect, it } from '@jest/globals';

import { changes } from '../../../../nodes/Ecom360/actions/event/item-event';

describe('changes', () => {
	it('says what writing a payload anew can change', () => {
		const text = changes({ cart_id: '12345678901234567890', total: 2000, big: 2 ** 53 - 1 });
		expect(text).toMatch(/^Written anew from the item: .*sent as text\.$/);
	});

	it('names numbers whose digits are lost', () => {
		const text = changes({ data: { items: [{ id: 2 ** 53 }, { id: -(2 ** 60) }], price: 1.5 } });
		expect(text).toContain('before they came here: data.items.0.id, data.items.1.id.');
	});

	it('names a few of many, and nothing as HTML', () => {
		const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`<b>${n}`, 1e20]));
		const text = changes(many);
		expect(text.match(/&lt;b&gt;\d/g)).toHaveLength(5);
		expect(text).not.toContain('<');
	});

	it('takes an event that is nested deeper than the stack', () => {
		let deep: unknown = 1e20;
		for (let level = 0; level < 100_000; level++) deep = [deep];
		expect(changes({ deep })).toContain('lost digits');
	});
});
