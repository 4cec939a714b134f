import type { App, Session, WebContents } from 'electron';
import { ORIGIN } from '../shared/bridge.ts';

/** Closes what no page of ours needs, for every session and page that may ever come to be. Call it before the app is ready. */
export function hardenApp(app: App, log: (message: string, details?: Record<string, unknown>) => void): void {
  app.on('session-created', hardenSession);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, log));
  // Sources speak to their nodes over Node's own TLS, with pins; Chromium's network carries nothing, so nothing is excused here.
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, decide) => {
    event.preventDefault();
    decide(false);
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event, _contents, _details, _auth, answer) => {
    event.preventDefault();
    answer();
  });
}

function hardenSession(session: Session): void {
  // Writing text to the clipboard after a click is all that a page of ours may do.
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isOurs(origin));
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => {
    decide(permission === 'clipboard-sanitized-write' && isOurs(requestingUrl));
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.on('will-download', (event) => event.preventDefault());
  // Even switched off, a spell checker that has a language fetches its dictionary from a server of Chromium's.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

function hardenContents(contents: WebContents, log: (message: string, details?: Record<string, unknown>) => void): void {
  const refuse = (what: string) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    log('a page was kept from leaving', { what });
  };
  contents.on('will-navigate', refuse('navigation'));
  contents.on('will-frame-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  // No policy of the page's own keeps peer connections from sending packets wherever they like.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

function isOurs(url: string): boolean {
  return url === ORIGIN || url.startsWith(`${ORIGIN}/`);
}
