// What the bench compares with: an Electron app with nothing but a tray, and an empty window once its icon is clicked.
const path = require('node:path');
const { app, BrowserWindow, Tray, nativeImage } = require('electron');

// UTC ms at which the page was painted.
const PAINTED = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now()))))';
const kept = [];
app.on('window-all-closed', () => {});
app.whenReady().then(() => {
  const tray = new Tray(nativeImage.createFromBitmap(Buffer.alloc(22 * 22 * 4, 200), { width: 22, height: 22 }));
  tray.setToolTip('Nothing');
  tray.on('click', () => {
    const window = new BrowserWindow({ width: 1040, height: 720, webPreferences: { sandbox: true } });
    kept.push(window);
    window.webContents.once('dom-ready', () => {
      const painted = window.webContents.executeJavaScript(PAINTED);
      void painted.then((at) => process.send?.({ event: 'painted', at }));
    });
    void window.loadFile(path.join(__dirname, 'index.html'));
  });
  kept.push(tray);
});

process.on('message', ({ id }) => {
  for (const window of BrowserWindow.getAllWindows()) window.close();
  process.send({ id, answer: null });
});
