/** Does the work for each of the items, for so many at the same time. */
export async function atOnce<Item>(
	count: number,
	items: Iterable<Item>,
	work: (item: Item) => Promise<void>,
): Promise<void> {
	const waiting = items[Symbol.iterator]();
	const takeAndWork = async (): Promise<void> => {
		for (let next = waiting.next(); !next.done; next = waiting.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: count }, takeAndWork));
}
