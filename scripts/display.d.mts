export function hasDisplay(env?: NodeJS.ProcessEnv): boolean;
export function startDisplay(size?: {
  width?: number;
  height?: number;
}): Promise<{ readonly env: { readonly DISPLAY: string }; stop(): Promise<void> }>;
export function hasTool(name: string, env?: NodeJS.ProcessEnv): boolean;
