export interface Machine {
  readonly platform: string;
  /** Whether electron-builder's downloads can be had. */
  readonly official: boolean;
  readonly hasTool: (tool: string) => boolean;
}
export function chooseTargets(machine: Machine, only?: readonly string[]): { chosen: string[]; leftOut: string[] };
