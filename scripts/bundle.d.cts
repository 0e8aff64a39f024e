import type { BuildOptions, BuildResult, Metafile } from 'esbuild';

/** `options` win over the package's own. */
export function bundleModules<Options extends BuildOptions>(
	options: Options,
): Promise<BuildResult<Options>>;

/** `options` win over the package's own. */
export function bundleNodes(options: BuildOptions): Promise<{
	files: Array<{ path: string; text: string }>;
	metafile: Metafile;
}>;

export function bundlePackage(outdir?: string): Promise<void>;

export function describePackage(): Promise<Metafile>;
