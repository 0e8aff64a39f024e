/** More decimals than any amount has, and than a double keeps. */
const MOST_DECIMALS = 20;

/** Adds up decimal numbers as people do: 0.1 and 0.2 are 0.3. Takes finite numbers; 0 for none. */
export function sumExact(values: readonly number[]): number {
	let [sum, decimals] = [0, 0];
	for (const value of values) {
		sum += value;
		decimals = Math.max(decimals, decimalsOf(value));
	}
	return decimals === 0 ? sum : Number(sum.toFixed(Math.min(decimals, MOST_DECIMALS)));
}

/** How many digits stand behind the point; `1e-7` has seven. */
function decimalsOf(value: number): number {
	if (Number.isInteger(value)) return 0;
	const [digits = '', exponent = '0'] = String(value).split('e');
	return (digits.split('.')[1]?.length ?? 0) - Number(exponent);
}
