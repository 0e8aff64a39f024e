import { describe, expect, it } from '@jest/globals';

import { readCoupon, readTitle } from '../../../nodes/Ecom360/payload/titles';

describe('readTitle', () => {
	it.each([
		['T-Shirt - Blue', 'T-Shirt - Blue'],
		['Tom &amp; Jerry', 'Tom & Jerry'],
		['Women&#39;s Kurta', "Women's Kurta"],
		['Women&#x27;s Kurta', "Women's Kurta"],
		['Women&rsquo;s &ldquo;Kurta&rdquo;', 'Women’s “Kurta”'],
		['Caf&eacute;&nbsp;Mug', 'Café Mug'],
		['&lt;b&gt;', '<b>'],
		['&amp;lt;', '&lt;'],
		['&amp;rsquo;', '&rsquo;'],
		['Salt&pepper; &unknown; AT&T', 'Salt&pepper; &unknown; AT&T'],
		['&constructor; &toString;', '&constructor; &toString;'],
		['T-Shirt - Default Title', 'T-Shirt'],
		['T-Shirt / Default Title', 'T-Shirt'],
		['T-Shirt (Default Title)', 'T-Shirt'],
		['T-Shirt &ndash; Default Title', 'T-Shirt'],
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
		'&nbsp;',
		'&#10240;',
		'\u3164',
	])('takes %j for missing', (sent) => {
		expect(readTitle(sent)).toBeNull();
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
