import { readdirSync, readFileSync } from 'node:fs';

/** A process and all below it, by /proc. */
export function family(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : undefined;
    if (stat === undefined) continue;
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const from = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(from)];
  return from(root);
}

/** Memory of a process and all below it in MB, pages that several share counted once among them (PSS). */
export function memoryOf(root: number): { total: number; processes: { kind: string; mb: number }[] } {
  const processes = family(root).flatMap((pid) => {
    const kib = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1];
    return kib === undefined ? [] : [{ kind: kindOf(read(`/proc/${pid}/cmdline`) ?? ''), mb: Number(kib) / 1024 }];
  });
  return { total: processes.reduce((sum, { mb }) => sum + mb, 0), processes };
}

/** What Chromium calls a process of its own. */
function kindOf(commandLine: string): string {
  const type = /--type=([\w-]+)/.exec(commandLine)?.[1] ?? 'main';
  return type === 'utility' ? (/--utility-sub-type=(\w+)/.exec(commandLine)?.[1] ?? type) : type;
}

/** Undefined where the process has ended meanwhile. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return undefined;
    throw error;
  }
}
