import type { TroubleCode } from '../../connection.ts';

/** What can be wrong with a connection: what it is called, and what to do. */
export const troubles = {
  'bad-address': {
    title: 'This address cannot be used',
    help: 'Write it as http:// or https://, then the host and the port, for example http://127.0.0.1:4002.',
  },
  'name-not-found': {
    title: 'No computer has this name',
    help: 'Check the spelling of the address, and that you are on the network where the node is.',
  },
  refused: {
    title: 'Nothing answers at this address',
    help: 'Start the node, or check the port. OpenBazaar nodes use 4002 unless told otherwise.',
  },
  unreachable: {
    title: 'The node cannot be reached',
    help: 'Check your network, and a firewall or VPN between you and the node. Tradebell keeps trying.',
  },
  timeout: {
    title: 'The node does not answer',
    help: 'It may be busy or starting up. Tradebell keeps trying; if it stays so, restart the node.',
  },
  lost: {
    title: 'The connection broke off',
    help: 'The node was stopped or the network changed. Tradebell reconnects by itself and catches up on what you missed.',
  },
  silent: {
    title: 'The node fell silent',
    help: 'The connection looked open but nothing came back. Tradebell reconnects by itself.',
  },
  forbidden: {
    title: 'The node refused to let us in',
    help:
      'A wrong user name or password, a wrong cookie, an address that the node does not allow and a switched-off API all look alike from here. ' +
      'Check each of them in the node’s configuration. The node inside the OpenBazaar desktop app makes a new cookie each time it starts: ' +
      'set a user name and password under JSON-API in its configuration and sign in with those. Tradebell does not try again until you say so.',
  },
  'plain-to-tls': {
    title: 'This node wants an encrypted connection',
    help: 'Write the address with https:// instead of http://.',
  },
  'tls-to-plain': {
    title: 'This node does not encrypt its connection',
    help: 'Write the address with http:// instead of https://, if the node is on this computer or on a network that you trust.',
  },
  'certificate-unknown': {
    title: 'Nobody vouches for this node’s certificate',
    help: 'That is normal for a node that made its own. Compare the fingerprint with the one on the node, and trust it only if they are equal.',
  },
  'certificate-changed': {
    title: 'The certificate is not the one that you trusted',
    help:
      'If you renewed it, compare the new fingerprint with the one on the node and trust it. If you did not, somebody may be in between: ' +
      'your password was not sent.',
  },
  'not-a-node': {
    title: 'Something answers here, but it is not an OpenBazaar node',
    help: 'Check address and port. Use the port of the node’s API, not that of a web page.',
  },
  'server-error': {
    title: 'The node ran into an error',
    help: 'Look into the node’s log. Tradebell keeps trying.',
  },
  'other-identity': {
    title: 'Another node answers at this address',
    help: 'It is not the one that you added. If that is right, add it as a new connection; the old one keeps its history.',
  },
  'same-identity': {
    title: 'This node is already connected',
    help: 'One connection to a node is enough. If there are two, remove one.',
  },
  'sign-in-again': {
    title: 'Please sign in again',
    help: 'The saved password or cookie is missing or can no longer be read. Enter it once more; nothing else is lost.',
  },
  'waiting-for-keyring': {
    title: 'Waiting for your keyring',
    help: 'The password for this connection is in your keyring, which is locked. Unlock it to go on.',
  },
  'not-offered': {
    title: 'This cannot be done from here any more',
    help: 'The node has not confirmed it, or it has been done already. Open it in the inbox to see where it stands.',
  },
  'too-large': {
    title: 'Too much at once',
    help: 'More was sent than can be taken in. Tradebell reconnects and asks the node for what counts.',
  },
} satisfies Record<TroubleCode, { title: string; help: string }>;
