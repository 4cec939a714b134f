'use strict';
// electron draw-page-main.cjs HTML PNG: draws a page that needs no network, as tall as it is, into a picture.
const { app, BrowserWindow } = require('electron');
const { writeFileSync } = require('node:fs');

app.disableHardwareAcceleration();
app.whenReady().then(async () => {
  const [html, png] = process.argv.slice(-2);
  const window = new BrowserWindow({ show: false, width: 480, height: 100, useContentSize: true, webPreferences: { sandbox: true, offscreen: true } });
  const painted = () => new Promise((resolve) => window.webContents.once('paint', (_event, _dirty, image) => resolve(image)));
  await window.loadFile(html);
  const [width, height] = await window.webContents.executeJavaScript('[document.body.offsetWidth, document.documentElement.offsetHeight]');
  window.setContentSize(width, height);
  let image = await painted();
  while (image.getSize().width !== width || image.getSize().height !== height) image = await painted();
  writeFileSync(png, image.toPNG());
  app.exit(0);
});
