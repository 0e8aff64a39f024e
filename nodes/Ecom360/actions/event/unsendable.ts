/** Why an event cannot be sent, in words for whoever builds the workflow. */
export class Unsendable extends Error {
	override name = 'Unsendable';
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
	}
}
