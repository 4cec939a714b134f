import { SignJWT } from 'jose';

/**
 * The token that opens REST: HS256 of the client id and the time, with the client secret. Valid for ten minutes; made anew for each request
 * (doshii.md, "REST"). `now`: UTC ms.
 */
export function signToken({ clientId, clientSecret }: { clientId: string; clientSecret: string }, now: number): Promise<string> {
  return new SignJWT({ clientId, timestamp: Math.floor(now / 1000) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(clientSecret));
}
