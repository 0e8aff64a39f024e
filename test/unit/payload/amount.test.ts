import { describe, expect, it } from '@jest/globals';

import { isCurrencyCode, readAmount, sumExact } from '../../../nodes/Ecom360/payload/amounts';

// As many locales write it: test/property/reading.test.ts.
describe('readAmount', () => {
	it.each([
		['65', 65],
		['65.00', 65],
		['1,299', 1299],
		['12,34,567.89', 1234567.89],
		['1.299', 1.299],
		['1.299,00', 1299],
		['1.299.000', 1299000],
		['1 299,00', 1299],
		['1\u00A0299.50', 1299.5],
		['45,00', 45],
		['1,29', 1.29],
		['१,२९९', 1299],
		['1,299/-', 1299],
	])('reads %j as %d of no named currency', (sent, value) => {
		expect(readAmount(sent)).toEqual({ value, currency: null, isAssumed: false });
	});

	it.each([
		['₹ 1,299.00', 1299, 'INR'],
		['Rs. 1,299', 1299, 'INR'],
		['Rs 1,29,900.50', 129900.5, 'INR'],
		['1,299.00 Rs', 1299, 'INR'],
		['1299Rs.', 1299, 'INR'],
		['₹499/- INR', 499, 'INR'],
		['1299 inr', 1299, 'INR'],
		['AED 45', 45, 'AED'],
		['45 Dhs', 45, 'AED'],
		['US$12.50', 12.5, 'USD'],
		['$45 CAD', 45, 'CAD'],
		['$45 USD', 45, 'USD'],
		['KWD 1.500', 1.5, 'KWD'],
	])('reads %j as %d %s', (sent, value, currency) => {
		expect(readAmount(sent)).toEqual({ value, currency, isAssumed: false });
	});

	it.each([
		['$45.00', 45, 'USD'],
		['45 $', 45, 'USD'],
		['¥1,200', 1200, 'JPY'],
	])('takes %j for %d %s, and says that it is assumed', (sent, value, currency) => {
		expect(readAmount(sent)).toEqual({ value, currency, isAssumed: true });
	});

	it.each([
		...['-1', '-₹5', '₹-5', '₹ -5', '5-', '(5)', '−5', '+5', 'free', '12abc34', '5 pcs', '₹'],
		...['1,,299', '1,299,', '1,299,00', '1.2.3', '1299.000,00', '1.299,000', '1e5', '0x10'],
		...['.5', '5.', 'Infinity', 'NaN'],
		...['₹5 USD', 'constructor 5', '5 6', '', '1'.repeat(65), '--', '5/', '1,29,90'],
	])('cannot read %j', (sent) => {
		expect(readAmount(sent)).toBeUndefined();
	});
});

describe('isCurrencyCode', () => {
	it.each([
		['INR', true],
		['inr', false],
		['XQZ', false],
		['IN', false],
		['₹', false],
		['', false],
		['INR\n', false],
	])('says of %j: %s', (code, expected) => {
		expect(isCurrencyCode(code)).toBe(expected);
	});
});

describe('sumExact', () => {
	it.each([
		[[], 0],
		[[2, 3], 5],
		[[0.1, 0.2], 0.3],
		[[0.1, 0.2, 0.3], 0.6],
		[[1.005, 2], 3.005],
		[[1e-7, 2e-7], 3e-7],
		[[1e300, 1], 1e300],
		[[5e-324, 1], 1],
	])('of %j is %d', (values, expected) => {
		expect(sumExact(values)).toBe(expected);
	});

	it('adds up as many values as a body can hold', () => {
		expect(sumExact(new Array<number>(200_000).fill(0.1))).toBe(20_000);
	});
});
