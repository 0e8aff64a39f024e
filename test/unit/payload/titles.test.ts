import { describe, expect, it } from '@jest/globals';

import { readCoupon, readName, readTitle } from '../../../nodes/Ecom360/payload/titles';

describe('readTitle', () => {
	it.each([
		['T-Shirt - Blue', 'T-Shirt - Blue'],
		['Tom &amp; Jerry', 'Tom & Jerry'],
		['Women&#39;s Kurta', "Women's Kurta"],
		['Women&#x27;s Kurta', "Women's Kurta"],
		['Women&rsquo;s &ldquo;Kurta&rdquo;', 'Women’s “Kurta”'],
		['Caf&eacute;&nbsp;Mug', 'Café Mug'],
		['<b>T-Shirt</b> Blue', 'T-Shirt Blue'],
		['T-Shirt<br/>Blue', 'T-Shirt Blue'],
		['&lt;i&gt;T-Shirt&lt;/i&gt;', 'T-Shirt'],
		['T-Shirt <!-- new --><SPAN class="a">Blue', 'T-Shirt Blue'],
		['<<b>b>T-Shirt', 'bT-Shirt'],
		['I <3 Mugs, 5 < 6', 'I <3 Mugs, 5 < 6'],
		['&amp;lt;', '&lt;'],
		['&amp;rsquo;', '&rsquo;'],
		['Salt&pepper; &unknown; AT&T', 'Salt&pepper; &unknown; AT&T'],
		['&constructor; &toString;', '&constructor; &toString;'],
		['T-Shirt - Default Title', 'T-Shirt'],
		['T-Shirt / Default Title', 'T-Shirt'],
		['T-Shirt (Default Title)', 'T-Shirt'],
		['T-Shirt &ndash; Default Title', 'T-Shirt'],
		['T-Shirt - null', 'T-Shirt'],
		['T-Shirt (undefined)', 'T-Shirt'],
		['Not null', 'Not null'],
		['Our Default Title Book', 'Our Default Title Book'],
		['501', '501'],
		['Booking.com Gift Card', 'Booking.com Gift Card'],
	])('reads %j as %j', (sent, expected) => {
		expect(readTitle(sent)).toBe(expected);
	});

	it.each([
		null,
		'Default Title',
		'default title',
		'null',
		'N/A',
		'-',
		'<b></b>',
		'&lt;b&gt;',
		'<p>null</p>',
		'&nbsp;',
		'&#10240;',
		'\u3164',
	])('takes %j for missing', (sent) => {
		expect(readTitle(sent)).toBeNull();
	});
});

describe('readName', () => {
	it.each([
		['<b>Asha</b>', 'Asha'],
		['O&#039;Neil &amp; Rao', "O'Neil & Rao"],
		['Asha <span>null</span>', 'Asha'],
		['<i></i>', null],
		[null, null],
	])('reads %j as %j', (sent, expected) => {
		expect(readName(sent)).toBe(expected);
	});
});

describe('readCoupon', () => {
	it.each(['WELCOME10', '2024', 'SAVE-20%', 'दिवाली'])('keeps %j', (sent) => {
		expect(readCoupon(sent)).toBe(sent);
	});

	it.each([null, 'null', 'none', 'N/A', '-', 'https://evil.example', 'evil.com', 'a@b.in'])(
		'takes %j for no code',
		(sent) => {
			expect(readCoupon(sent)).toBeNull();
		},
	);
});
