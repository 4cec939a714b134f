import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>> | string;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.resolve(import.meta.dirname, '..', '..', '.github', 'workflows');
const files = fs.readdirSync(folder).map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
const ON_TAGS = "github.ref_type == 'tag'";

describe.each(files)('the workflow $name', ({ text }) => {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('takes every action by its full commit, and names the version beside it', () => {
    const uses = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(uses).toHaveLength(steps.filter((step) => step.uses !== undefined).length);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('one action is taken in one version', () => {
    const versions = new Set(steps.flatMap(({ uses }) => uses ?? []));
    const actions = new Set([...versions].map((one) => one.split('@')[0]));
    expect(versions.size).toBe(actions.size);
  });

  test('may read, and what a job may more it may on tags only', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const [, job] of jobs) if (Object.values(job.permissions ?? {}).includes('write')) expect(job.if).toBe(ON_TAGS);
  });

  test('only the job that writes the release may write anything, and it runs nothing of ours or of npm', () => {
    const writers = jobs.filter(([, { permissions }]) => Object.values(permissions ?? {}).includes('write'));
    expect(writers.map(([name]) => name)).toEqual(['release']);
    for (const step of writers[0]![1].steps) {
      expect(step.uses ?? '').not.toContain('checkout');
      expect(step.run ?? '').not.toMatch(/npm|node /);
    }
  });

  test('packages are installed before a key is near, so that none of their scripts can read one', () => {
    for (const [, job] of jobs) {
      const keys = job.steps.findIndex((step) => JSON.stringify(step).includes('secrets.'));
      if (keys < 0) continue;
      const installs = job.steps.findIndex(({ run }) => run?.startsWith('npm ci'));
      expect(installs).toBeGreaterThan(-1);
      expect(installs).toBeLessThan(keys);
    }
  });

  test('keys reach single steps, never a whole job, and are deleted whatever happened', () => {
    for (const [, job] of jobs) {
      const { steps: _steps, ...rest } = job;
      expect(JSON.stringify(rest)).not.toContain('secrets.');
      const written = job.steps.findIndex(({ run }) => run?.includes('update-key.pem"') === true);
      if (written < 0) continue;
      expect(job.steps.slice(written + 1).some((step) => step.run?.startsWith('rm -f') === true && step.if === 'always()')).toBe(true);
    }
  });

  test('secrets are within reach on tags only, behind the environment "release"', () => {
    for (const [, job] of jobs) {
      if (!JSON.stringify(job).includes('secrets.')) continue;
      expect(job.if).toBe(ON_TAGS);
      expect(job.environment).toBe('release');
    }
  });

  test('a checkout leaves no credentials behind', () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  });

  test('what an outsider can name never becomes part of a command', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('no job runs forever, and a newer push takes the place of an older', () => {
    expect(workflow.concurrency).toBeDefined();
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  test('calls only scripts that there are', () => {
    const called = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!));
    expect(called.length).toBeGreaterThan(0);
    for (const name of called) expect(Object.keys(manifest.scripts)).toContain(name);
  });

  test('tests and packages on the three systems', () => {
    for (const name of ['test', 'packages']) {
      const job = workflow.jobs[name] as Job & { readonly strategy: { readonly matrix: { readonly os: readonly string[] } } };
      expect(job.strategy.matrix.os.map((os) => os.replace(/-.*/, ''))).toEqual(['ubuntu', 'windows', 'macos']);
    }
  });
});
