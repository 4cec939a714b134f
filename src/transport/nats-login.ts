import { type ConnectionOptions, credsAuthenticator } from '@nats-io/nats-core/internal';
import { type NatsLogin, NetworkError } from './network.ts';

/** A login as the library wants it. Throws NetworkError for what cannot be one. */
export function loginOptions(login: NatsLogin): ConnectionOptions {
  switch (login.type) {
    case 'none':
      return {};
    case 'user':
      return { user: login.username, pass: login.password };
    case 'token':
      return { token: login.token };
    case 'creds': {
      const authenticator = credsAuthenticator(new TextEncoder().encode(login.creds));
      try {
        // Else it would throw in the middle of the library's handshake, where nobody would say why.
        authenticator('a nonce');
      } catch (error) {
        throw new NetworkError({ code: 'forbidden', detail: 'this is not a .creds file' }, { cause: error, reached: 'no' });
      }
      return { authenticator };
    }
  }
}
