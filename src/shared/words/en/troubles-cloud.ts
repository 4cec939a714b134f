import type { TroubleCode } from '../../connection.ts';

/** What acapy-cloud's troubles need other words for than any server's: its two servers, which key goes where, and what each refusal means. */
export const cloudTroubles = {
  'bad-address': {
    title: 'This address cannot be used',
    help:
      'Write that of the CloudAPI as https:// (http:// on this computer), for example https://cloudapi.example.com, and that of NATS as ' +
      'nats:// or tls://, for example nats://nats.example.com:4222.',
  },
  refused: {
    title: 'Nothing answers at this address',
    help: 'Check host and port, and that the server runs. NATS has a port of its own, 4222 unless told otherwise; the CloudAPI does not answer there.',
  },
  lost: {
    title: 'The connection broke off',
    help:
      'The server closed it, or the network changed. Tradebell reconnects by itself, catches up where it can, and says in the inbox where ' +
      'something may be missing.',
  },
  silent: {
    title: 'The server fell silent',
    help: 'Not even a sign of life came any more. Tradebell reconnects by itself.',
  },
  forbidden: {
    title: 'The server refused to let us in',
    help:
      'NATS takes its own user and password, token or .creds file; the CloudAPI takes an API key. Neither takes the other’s. Check that ' +
      'yours are of this server and have not run out. Tradebell does not try again until you say so.',
  },
  'plain-to-tls': {
    title: 'This server wants an encrypted connection',
    help: 'Write the address with https:// instead of http://, and that of NATS with tls:// instead of nats://.',
  },
  'tls-to-plain': {
    title: 'This server does not encrypt its connection',
    help:
      'If it is on this computer or on a network that you trust, write the address with http:// instead of https://, and that of NATS ' +
      'with nats:// instead of tls://.',
  },
  'certificate-unknown': {
    title: 'Nobody vouches for this server’s certificate',
    help:
      'That is normal only where whoever runs the server made their own. For NATS, paste the certificate of their authority (CA). For the ' +
      'CloudAPI, compare the fingerprint with the one on the server, and trust it only if they are equal.',
  },
  'certificate-changed': {
    title: 'The certificate is not the one that you trusted',
    help:
      'If it was renewed, compare the new fingerprint with the one on the server and trust it. If not, somebody may be in between: your ' +
      'keys were not sent.',
  },
  'not-a-node': {
    title: 'Something else answers here',
    help: 'It speaks neither as a CloudAPI nor as NATS. Check address and port, and the path under which the CloudAPI is deployed, if any.',
  },
  'server-error': {
    title: 'The server ran into an error',
    help: 'If it stays so, tell whoever runs the CloudAPI. Tradebell keeps trying.',
  },
  'other-identity': {
    title: 'This is another wallet',
    help: 'It is not the one that you added. If that is right, add it as a new connection; the old one keeps its history.',
  },
  'same-identity': {
    title: 'This wallet is already connected',
    help: 'One connection for a wallet or group is enough: add what else to listen to there, NATS too.',
  },
  'sign-in-again': {
    title: 'Please enter the keys again',
    help: 'The saved API key, or what NATS asks for, is missing or can no longer be read. Enter it once more; nothing else is lost.',
  },
  'waiting-for-keyring': {
    title: 'Waiting for your keyring',
    help: 'The keys of this connection are in your keyring, which is locked. Unlock it to go on.',
  },
  'too-large': {
    title: 'Too much at once',
    help: 'More was sent than can be taken in. Tradebell reconnects, catches up where it can, and says in the inbox where it cannot.',
  },
  'not-offered': {
    title: 'This cannot be done from here',
    help: 'Open your wallet to do it there.',
  },
  'wrong-scheme': {
    title: 'These keys belong to another server',
    help:
      'An API key (tenant., tenant-admin. or governance. and what follows) is for the CloudAPI. User and password, a token or a .creds ' +
      'file are for NATS.',
  },
  'wrong-api-key': {
    title: 'The API key is not known',
    help: 'Copy it once more, whole, with the role in front: tenant., tenant-admin. or governance.',
  },
  'wrong-secret-key': {
    title: 'NATS does not know this user or password',
    help: 'Check both, and that they are of this NATS server. The key of the CloudAPI is not a NATS password.',
  },
  'unknown-token': {
    title: 'NATS does not know this token',
    help: 'Copy it once more. The API key of the CloudAPI is not a NATS token.',
  },
  'expired-token': {
    title: 'The key has run out',
    help: 'Get a new one and enter it; nothing else is lost. Tradebell does not try again until then.',
  },
  'wrong-path': {
    title: 'There is nothing at this path',
    help:
      'The server answers, but not where the CloudAPI should be. Some are deployed under a path: ask whoever runs it, and add it to the ' +
      'address. Leave out /tenant/v1 and what follows.',
  },
  'no-api-key': {
    title: 'The API key did not arrive',
    help:
      'The CloudAPI saw none (403, “Not authenticated”). It goes in as it is, role and all, without “Bearer”. If it stays so, a proxy in ' +
      'between may take the header x-api-key out.',
  },
  'unknown-role': {
    title: 'The API key does not begin with its role',
    help:
      'The CloudAPI does not know what kind of key it is (401). It begins with tenant., tenant-admin. or governance., and then comes the ' +
      'token or key itself: tenant.eyJ… for example.',
  },
  'wrong-wallet': {
    title: 'The API key does not open this wallet',
    help:
      'The CloudAPI refused it (403, “Unauthorized”): it is wrong, has run out, or is another wallet’s. A tenant key opens its own wallet ' +
      'only. Check the wallet id, or get a new key.',
  },
  'bad-watch': {
    title: 'A watch cannot be asked for like this',
    help:
      'The CloudAPI does not take it (422). Wallet, group, topic and state must not hold spaces, dots, * or >; a field and its value no ' +
      '/, ?, # or %. Edit the connection to put it right.',
  },
  'waypoint-down': {
    title: 'Waypoint is down',
    help:
      'The CloudAPI takes the key, but Waypoint, which tells it of events, does not answer. Tradebell keeps trying, and then asks for ' +
      'what it missed.',
  },
  'stream-missing': {
    title: 'NATS has no stream of wallet events',
    help:
      'There is no stream cloudapi_aries_events on this server. Check that it is the NATS of your CloudAPI, and that JetStream is switched ' +
      'on there.',
  },
  'not-permitted': {
    title: 'NATS does not permit this',
    help:
      'This account may not read the events of this wallet or group. Check the wallet and group id, or ask whoever runs NATS to permit ' +
      'cloudapi.aries.events and its consumers.',
  },
  'gaps-possible': {
    title: 'Events may be missed while away',
    help:
      'All is heard now. What happens while Tradebell is not connected cannot be fetched later: that takes a NATS account that may create ' +
      'consumers, or a tenant key for the CloudAPI.',
  },
  'on-the-other-road': {
    title: 'NATS is away, so Waypoint stands in',
    help: 'What your watches wait for is heard, and nothing rings twice. Tradebell goes back to NATS by itself.',
  },
} as const satisfies Partial<Record<TroubleCode, { title: string; help: string }>>;
