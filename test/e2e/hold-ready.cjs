// Loaded by Electron before the app: the app becomes ready only once Playwright has connected, which calls `__playwright_run` then. A window
// that opens while it connects now and then leaves it waiting for ever. Playwright's own loader does this too, but adds switches of its own,
// such as --password-store=basic.
const { app } = require('electron');

// The app reads its own arguments only.
process.argv.splice(process.argv.indexOf(__filename) - 1, 2);

const really = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments = [];
let isReady = false;
let becomeReady;
const ready = new Promise((resolve) => (becomeReady = resolve));

app.emit = (event, ...rest) => {
  if (event !== 'ready' || isReady) return emit(event, ...rest);
  readyArguments = rest;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => ready;
globalThis.__playwright_run = async () => {
  await really;
  isReady = true;
  becomeReady();
  emit('ready', ...readyArguments);
};
