import type { INodeProperties } from 'n8n-workflow';

/** What the panel calls an entry of a collection; its own name where there is no such entry. */
export function entryName({ options = [] }: INodeProperties, name: string): string {
	const entry = options.find((option) => option.name === name);
	return entry && 'displayName' in entry ? entry.displayName : name;
}

/** What the panel calls one of a parameter's values; the value itself where it is none of them. */
export function choiceName({ options = [] }: INodeProperties, value: string): string {
	const choice = options.find((option) => 'value' in option && option.value === value);
	return choice?.name ?? value;
}
