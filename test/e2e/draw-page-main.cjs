'use strict';
// electron draw-page-main.cjs HTML PNG: draws a page that needs no network, as tall as it is, into a picture.
const { app, BrowserWindow } = require('electron');
const { writeFileSync } = require('node:fs');

app.disableHardwareAcceleration();
app.whenReady().then(async () => {
  const [html, png] = process.argv.slice(-2);
  // Larger than any page of ours, and cut to size afterwards: after a resize a picture may still show the layout before it.
  const window = new BrowserWindow({ show: false, width: 1000, height: 1600, useContentSize: true, webPreferences: { sandbox: true, offscreen: true } });
  await window.loadFile(html);
  const [width, height] = await window.webContents.executeJavaScript(
    // Two frames: the first paints may still be of an empty page.
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([document.body.offsetWidth, document.body.offsetHeight]))))`
  );
  await window.webContents.executeJavaScript('Promise.all([...document.images].map((image) => image.decode()))');
  // Under load the first paintings may still show the empty page.
  let picture;
  do {
    const painted = new Promise((resolve) => window.webContents.once('paint', (_event, _dirty, image) => resolve(image)));
    window.webContents.invalidate();
    picture = (await painted).crop({ x: 0, y: 0, width, height });
  } while (isBlank(picture.toBitmap()));
  writeFileSync(png, picture.toPNG());
  app.exit(0);
});

function isBlank(bitmap) {
  for (let at = 4; at < bitmap.length; at += 4) if (bitmap.readUInt32BE(at) !== bitmap.readUInt32BE(0)) return false;
  return true;
}
