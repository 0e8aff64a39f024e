const PLAIN_INTERVAL_MS = 20_000;

export interface Progress {
	/** Ends the line with how long it took. */
	done(): void;
	/** Ends the line without a claim of success. */
	stop(): void;
}

/**
 * Shows that a long step is alive: one rewritten line in a terminal, a line now and then elsewhere.
 *
 * `detail` says how far it is; it is asked each time the line is shown.
 */
export function startProgress(label: string, detail: () => string = () => ''): Progress {
	const started = Date.now();
	const isTerminal = process.stderr.isTTY === true;
	const show = (): void => {
		const extra = detail();
		const text = `${label} – ${duration(Date.now() - started)}${extra && `, ${extra}`}`;
		process.stderr.write(isTerminal ? `\r\u001B[2K${text}` : `${text}\n`);
	};
	const timer = setInterval(show, isTerminal ? 1000 : PLAIN_INTERVAL_MS);
	timer.unref();
	show();
	const end = (line: string): void => {
		clearInterval(timer);
		if (isTerminal) process.stderr.write('\r\u001B[2K');
		if (line) process.stderr.write(`${line}\n`);
	};
	return {
		done: () => end(`${label} – done in ${duration(Date.now() - started)}`),
		stop: () => end(''),
	};
}

/** `3.2 s`, `41 s`, `2 min 05 s`. */
export function duration(ms: number): string {
	const seconds = ms / 1000;
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	if (seconds < 60) return `${Math.round(seconds)} s`;
	const whole = Math.round(seconds);
	return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
