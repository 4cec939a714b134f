import { listen, type Listening } from '../listening.ts';

/** A plain client to look at a node with. */
export interface Client extends Listening {
  /** The next frame, parsed. */
  nextFrame(): Promise<Record<string, unknown>>;
}

/** Opens a socket; any certificate is taken. Rejects where the node refuses, with the status in the message. */
export async function connect(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const listening = await listen(url, headers);
  return { ...listening, nextFrame: async () => JSON.parse(await listening.next()) as Record<string, unknown> };
}
