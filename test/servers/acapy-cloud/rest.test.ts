import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../ask.ts';
import { type Cloud, startCloud } from './cloud.ts';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await startCloud();
});
afterEach(() => cloud.close());

async function get(path: string, key = cloud.apiKey): Promise<{ readonly status: number; readonly body: unknown }> {
  const { status, text } = await ask(cloud.url + path, { headers: { 'x-api-key': key } });
  return { status, body: JSON.parse(text) as unknown };
}

async function ids(path: string, field: string): Promise<unknown[]> {
  return ((await get(path)).body as Record<string, unknown>[]).map((record) => record[field]);
}

test('proofs and credentials are listed by state and role, newest first', async () => {
  const first = cloud.proof();
  const second = cloud.proof();
  cloud.proof({ state: 'done' });
  cloud.proof({ payload: { role: 'verifier' } });
  cloud.proof({ walletId: 'another' });
  const offer = cloud.credential();
  expect(await ids('/tenant/v1/verifier/proofs?state=request-received&role=prover', 'proof_id')).toEqual([second.id, first.id]);
  expect(await ids('/tenant/v1/verifier/proofs', 'proof_id')).toHaveLength(4);
  expect(await ids('/tenant/v1/issuer/credentials?state=offer-received&role=holder', 'credential_exchange_id')).toEqual([offer.id]);
  expect((await get('/tenant/v1/issuer/credentials')).body).toEqual([offer.event.payload]);
});

test('a list comes in parts, and the other way round', async () => {
  const [a, b, c] = [cloud.proof(), cloud.proof(), cloud.proof()].map(({ id }) => id);
  expect(await ids('/tenant/v1/verifier/proofs?limit=2', 'proof_id')).toEqual([c, b]);
  expect(await ids('/tenant/v1/verifier/proofs?limit=2&offset=2', 'proof_id')).toEqual([a]);
  expect(await ids('/tenant/v1/verifier/proofs?descending=false', 'proof_id')).toEqual([a, b, c]);
  expect((await get('/tenant/v1/verifier/proofs?limit=many')).status).toBe(422);
});

test('connections are filtered by ACA-Py’s words, while records carry those of RFC 23', async () => {
  const asked = cloud.connection({ state: 'request-received' });
  expect(await ids('/tenant/v1/connections?state=request', 'connection_id')).toEqual([asked.id]);
  expect(await ids('/tenant/v1/connections?state=completed', 'connection_id')).toEqual([cloud.peerId]);
  const { status, body } = await get('/tenant/v1/connections?state=request-received');
  expect(status).toBe(422);
  expect(body).toMatchObject({ detail: [{ type: 'literal_error', loc: ['query', 'state'], input: 'request-received' }] });
});

test('a connection tells its label and alias; an unknown one is not found', async () => {
  const known = cloud.connection({ payload: { alias: 'Faber', their_label: 'Faber College' } });
  const { body } = await get(`/tenant/v1/connections/${known.id}`);
  expect(body).toMatchObject({ alias: 'Faber', their_label: 'Faber College' });
  expect((await get('/tenant/v1/connections/unknown')).status).toBe(404);
});

test('the connection that records name by default is there from the start', async () => {
  const proof = cloud.proof();
  expect(proof.event.payload['connection_id']).toBe(cloud.peerId);
  expect((await get(`/tenant/v1/connections/${cloud.peerId}`)).body).toMatchObject({ their_label: 'Demo Issuer' });
});

test('a record that moves is listed in its new state, a deleted one not at all', async () => {
  const proof = cloud.proof({ live: false });
  expect(proof.told).toEqual([]);
  proof.move('done', { verified: false });
  expect(await ids('/tenant/v1/verifier/proofs?state=request-received', 'proof_id')).toEqual([]);
  expect((await get('/tenant/v1/verifier/proofs?state=done')).body).toMatchObject([{ proof_id: proof.id, verified: false }]);
  proof.move('deleted');
  expect(await ids('/tenant/v1/verifier/proofs', 'proof_id')).toEqual([]);
});

test('only a tenant has lists', async () => {
  for (const key of [cloud.keys.tenantAdmin, cloud.keys.governance]) {
    for (const path of ['/tenant/v1/connections', '/tenant/v1/verifier/proofs', `/tenant/v1/connections/${cloud.peerId}`]) {
      expect(await get(path, key)).toEqual({ status: 403, body: { detail: 'Unauthorized' } });
    }
  }
});
