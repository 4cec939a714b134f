import type { TroubleCode } from '../../connection.ts';
import type { System } from '../../system.ts';
import { SERVER } from './nouns.ts';
import { cloudTroubles } from './troubles-cloud.ts';
import { doshiiTroubles } from './troubles-doshii.ts';
import { ewalletTroubles } from './troubles-ewallet.ts';
import { openbazaarTroubles } from './troubles-openbazaar.ts';

/** What is wrong, and what to do. */
export interface TroubleWords {
  title: string;
  help: string;
}

/** What holds for every system. `node`: what its server is called. */
const general = (node: string) =>
  ({
    'bad-address': {
      title: 'This address cannot be used',
      help: 'Write it as http:// or https://, then the host, and the port if there is one.',
    },
    'name-not-found': {
      title: 'No computer has this name',
      help: `Check the spelling of the address, and that you are on the network where the ${node} is.`,
    },
    refused: {
      title: 'Nothing answers at this address',
      help: `Start the ${node}, or check the host and the port.`,
    },
    unreachable: {
      title: `The ${node} cannot be reached`,
      help: `Check your network, and a firewall or VPN between you and the ${node}. Tradebell keeps trying.`,
    },
    timeout: {
      title: `The ${node} does not answer`,
      help: `It may be busy or starting up. Tradebell keeps trying; if it stays so, restart the ${node}.`,
    },
    lost: {
      title: 'The connection broke off',
      help: `The ${node} was stopped or the network changed. Tradebell reconnects by itself and catches up on what you missed.`,
    },
    silent: {
      title: `The ${node} fell silent`,
      help: 'The connection looked open but nothing came back. Tradebell reconnects by itself.',
    },
    forbidden: {
      title: `The ${node} refused to let us in`,
      help: `It did not say why. Check how you sign in and what the ${node} allows. Tradebell does not try again until you say so.`,
    },
    'plain-to-tls': {
      title: `This ${node} wants an encrypted connection`,
      help: 'Write the address with https:// instead of http://.',
    },
    'tls-to-plain': {
      title: `This ${node} does not encrypt its connection`,
      help: `Write the address with http:// instead of https://, if the ${node} is on this computer or on a network that you trust.`,
    },
    'certificate-unknown': {
      title: `Nobody vouches for this ${node}’s certificate`,
      help:
        `That is normal for a ${node} that made its own. Compare the fingerprint with the one on the ${node}, and trust it only ` +
        'if they are equal.',
    },
    'certificate-changed': {
      title: 'The certificate is not the one that you trusted',
      help:
        `If you renewed it, compare the new fingerprint with the one on the ${node} and trust it. If you did not, somebody may be in between: ` +
        'nothing that you sign in with was sent.',
    },
    'not-a-node': {
      title: 'Something else answers here',
      help: `It does not speak as a ${node} does. Check address and port.`,
    },
    'server-error': {
      title: `The ${node} ran into an error`,
      help: `Look into the ${node}’s log. Tradebell keeps trying.`,
    },
    'other-identity': {
      title: `Another ${node} answers at this address`,
      help: 'It is not the one that you added. If that is right, add it as a new connection; the old one keeps its history.',
    },
    'same-identity': {
      title: `This ${node} is already connected`,
      help: `One connection to a ${node} is enough. If there are two, remove one.`,
    },
    'sign-in-again': {
      title: 'Please sign in again',
      help: 'What you signed in with is missing or can no longer be read. Enter it once more; nothing else is lost.',
    },
    'waiting-for-keyring': {
      title: 'Waiting for your keyring',
      help: 'What this connection signs in with is in your keyring, which is locked. Unlock it to go on.',
    },
    'proxy-unreachable': {
      title: 'The proxy cannot be reached',
      help: `Start it (Tor, for example), or check its address. Nothing goes to the ${node} past the proxy; Tradebell keeps trying.`,
    },
    'proxy-refused': {
      title: 'The proxy does not let us through',
      help: `It may want a sign-in, which Tradebell cannot do, not let anyone through to this ${node}, or be a proxy of another kind.`,
    },
    'too-large': {
      title: 'Too much at once',
      help: `More was sent than can be taken in. Tradebell reconnects and asks the ${node} for what counts.`,
    },
    'not-connected': {
      title: `Tradebell is not connected to this ${node} now`,
      help: 'Its connection was paused or removed, so nothing was done. Resume it, or add it again, then try once more.',
    },
    'not-offered': {
      title: 'This cannot be done from here any more',
      help: `The ${node} has not confirmed it, or it has been done already. Open it in the inbox to see where it stands.`,
    },
    'wrong-scheme': {
      title: 'Not the right way to sign in',
      help: `The ${node} wants another kind of sign-in at this address. Edit the connection and choose another.`,
    },
    'wrong-api-key': {
      title: 'The API key is not known',
      help: `Copy it once more from where the ${node} shows it, and check that it is still switched on there.`,
    },
    'wrong-secret-key': {
      title: 'The keys do not fit together',
      help: `The ${node} does not know this pair of keys. Copy both once more; a lost secret key cannot be shown again, only made anew.`,
    },
    'unknown-token': {
      title: 'The token is not known',
      help: `The ${node} does not know this token, or not for this user. Sign in again to get a new one.`,
    },
    'expired-token': {
      title: 'The token has run out',
      help: 'Sign in again to get a new one; nothing else is lost. Tradebell does not try again until then.',
    },
    'wrong-path': {
      title: 'There is nothing at this path',
      help: `The ${node} answers, but not at this path. Edit the connection and choose another.`,
    },
    'wrong-version': {
      title: `This ${node} speaks another version`,
      help: `Tradebell does not know the version of its API. Check the address, or ask whoever runs the ${node}.`,
    },
    'socket-refused': {
      title: 'Signed in, but not let in to listen',
      help:
        `The ${node} takes what you sign in with, and refuses the web socket all the same. A proxy in between may not let sockets through: ask ` +
        'whoever runs it.',
    },
    'wrong-login': {
      title: 'Wrong e-mail or password',
      help: 'Check both and try again. Tradebell does not keep the password.',
    },
    'wrong-code': {
      title: 'This code does not count',
      help: 'Enter the one that your authenticator shows now, or a backup code that you have not used yet.',
    },
    'no-sign-in': {
      title: 'No sign-in with e-mail here',
      help: `This ${node} takes keys only. Choose a sign-in with keys, and copy them from the ${node}.`,
    },
    'topics-refused': {
      title: 'Not everything is listened to',
      help: `The ${node} does not let us listen to some of what was asked for. The rest works. Edit the connection to put it right.`,
    },
    'changed-meanwhile': {
      title: 'It has changed meanwhile',
      help: 'It is not as it was shown to you, so nothing was done. Look at it again, then decide.',
    },
    'decided-already': {
      title: 'It has been decided already',
      help: 'Somebody else was faster, or you were, from another machine. Nothing was done.',
    },
    'asked-too-long-ago': {
      title: 'The question is too old',
      help: 'Much may have changed since it was asked, so nothing was done. Open it again to be asked anew.',
    },
    'refused-by-server': {
      title: `The ${node} said no`,
      help: 'It did not do what was asked of it, for the reason that it gives here. Put that right, then try again.',
    },
    'outcome-unknown': {
      title: 'It may have been done, or not',
      help: `It was sent, and no answer came back. Tradebell does not send it again. Look on your ${node} for what became of it.`,
    },
    'no-api-key': {
      title: 'The key did not arrive',
      help: `The ${node} saw no key. Enter it once more; a proxy in between may have taken it out.`,
    },
    'unknown-role': {
      title: 'The key is of no known kind',
      help: `The ${node} does not know what this key is for. Copy it once more, whole.`,
    },
    'wrong-wallet': {
      title: 'The key does not open this',
      help: `The ${node} knows the key, but not for what was asked. Check what you listen to, or get another key.`,
    },
    'bad-watch': {
      title: 'This cannot be waited for',
      help: `The ${node} does not take some of what was asked for. Edit the connection to put it right.`,
    },
    'waypoint-down': {
      title: 'No events come at the moment',
      help: `The ${node} answers, but what tells it of events does not. Tradebell keeps trying.`,
    },
    'stream-missing': {
      title: 'There is no stream of events',
      help: `The ${node} has no such stream. Ask whoever runs it to make it.`,
    },
    'not-permitted': {
      title: 'This is not permitted',
      help: `What you sign in with may not do this. Ask whoever runs the ${node} to permit it.`,
    },
    'gaps-possible': {
      title: 'Events may be missed while away',
      help: `Tradebell is online, but the ${node} cannot be asked for what happens while it is not.`,
    },
    'on-the-other-road': {
      title: 'Connected another way for now',
      help: `The usual way to the ${node} is closed, and another one stands in. Tradebell goes back as soon as it can.`,
    },
    'client-refused': {
      title: 'We were not let in to listen',
      help: `The ${node} refused the web socket, most likely because of what you sign in with. Check it. Tradebell keeps trying.`,
    },
    'wrong-client-secret': {
      title: 'The client secret is not right',
      help: `The ${node} does not take it. Copy it once more, and see that this computer’s clock is right. Events still come, but nothing can be asked for.`,
    },
    'not-noted': {
      title: 'Nothing was done',
      help: 'What you agreed to has to be written down first, and the disk did not take it. Make room on it, then try again.',
    },
  }) satisfies Record<TroubleCode, TroubleWords>;

/** What can be wrong with a connection of each system, or with what was to be done over it: what it is called, and what to do. */
export const troubles = {
  openbazaar: { ...general(SERVER.openbazaar), ...openbazaarTroubles },
  ewallet: { ...general(SERVER.ewallet), ...ewalletTroubles },
  // Either of its two servers may be in trouble: the CloudAPI or NATS.
  'acapy-cloud': { ...general('server'), ...cloudTroubles },
  doshii: { ...general('server'), ...doshiiTroubles },
} as const satisfies Record<System, Readonly<Record<TroubleCode, TroubleWords>>>;
