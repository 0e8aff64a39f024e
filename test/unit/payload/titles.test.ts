import { describe, expect, it } from '@jest/globals';

import {
	meaningful,
	meaningfulName,
	readCoupon,
	readName,
	readTitle,
} from '../../../nodes/Ecom360/payload/titles';

const NOTHING = [
	...['null', 'NULL', 'undefined', 'N/A', 'n/a', 'NA', 'na', 'none', 'None', 'NaN', 'nil', 'N.A.'],
	...['None None', 'null - null', '(null)', 'NullNull', 'nu\u200Bll', 'undefined, NONE', 'N/A n/a'],
	...['-', '.', '--', '***', '?', '\u2800', '\u3164', '\u115F\u1160', '\uFFA0', '\u200D', '\u0301'],
	...['', null],
];

describe('meaningful', () => {
	it.each(NOTHING)('takes %j for missing', (text) => {
		expect(meaningful(text)).toBeNull();
	});

	it.each(['WELCOME10', '501', 'Nah', 'T-Shirt', '👕', '₹500 off', 'None of your business', 'Na'])(
		'keeps %j',
		(text) => {
			expect(meaningful(text)).toBe(text);
		},
	);
});

describe('meaningfulName', () => {
	it.each([...NOTHING, '12345', '👕'])('takes %j for missing', (name) => {
		expect(meaningfulName(name)).toBeNull();
	});

	it.each([
		...['Asha', 'Na', 'आशा', '李', 'O’Neil', 'Nullis', 'R2', 'Asha Na', 'Nana', 'O’Nil', 'Nonetta'],
		'N.A. Rao',
	])('keeps %j', (name) => {
		expect(meaningfulName(name)).toBe(name);
	});

	it.each([
		['Asha null', 'Asha'],
		['null Rao', 'Rao'],
		['undefined Asha undefined', 'Asha'],
		['Asha None', 'Asha'],
		['Asha NA', 'Asha'],
		['Asha N/A', 'Asha'],
		['Asha (null) Rao', 'Asha Rao'],
		['null, Asha', 'Asha'],
		['Asha_undefined', 'Asha'],
		['Asha nonenone', 'Asha'],
		['Asha\u200B nu\u200Bll', 'Asha'],
	])('makes of %j %j', (name, expected) => {
		expect(meaningfulName(name)).toBe(expected);
	});
});

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
		['Booking.com Gift Card', 'Booking.com Gift Card'],
	])('reads %j as %j', (sent, expected) => {
		expect(readTitle(sent)).toBe(expected);
	});

	it.each([
		...['Default Title', 'default title', 'null', '<b></b>', '&lt;b&gt;', '<p>null</p>', '&nbsp;'],
		...['&#10240;', null],
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

	it.each([null, 'null', '-', 'https://evil.example', 'evil.com', 'a@b.in'])(
		'takes %j for no code',
		(sent) => {
			expect(readCoupon(sent)).toBeNull();
		},
	);
});
