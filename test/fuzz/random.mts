/** Seeded pseudo-random choices (sfc32): the same seed makes the same cases on every machine. */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#count = 1;

	constructor(seed: number, stream = 0) {
		this.#a = seed | 0;
		this.#b = stream | 0;
		this.#c = 0x9e3779b9;
		for (let round = 0; round < 12; round++) this.next();
	}

	/** A whole number of 32 bits. */
	next(): number {
		const sum = (this.#a + this.#b + this.#count) | 0;
		this.#count = (this.#count + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
		return sum >>> 0;
	}

	/** From 0 up to but not including `end`. */
	below(end: number): number {
		return end <= 0 ? 0 : this.next() % end;
	}

	/** True in one of `times` cases. */
	oneIn(times: number): boolean {
		return this.next() % times === 0;
	}

	pick<Choice>(choices: readonly Choice[]): Choice {
		return choices[this.below(choices.length)] as Choice;
	}

	bytes(length: number): Buffer {
		return Buffer.from(Array.from({ length }, () => this.below(256)));
	}
}
