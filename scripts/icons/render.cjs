'use strict';
// Draws SVGs as PNGs in Chromium: reads [{ svg, size }] as JSON from the file given, writes the PNGs' base64 to the other.
const fs = require('node:fs');
const { app, BrowserWindow } = require('electron');

app.disableHardwareAcceleration();
app.whenReady().then(render).then(
  () => app.exit(0),
  (error) => {
    console.error(error);
    app.exit(1);
  }
);

async function render() {
  const [input, output] = process.argv.slice(-2);
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
  await window.loadURL('data:text/html,<meta charset="utf-8">');
  const draw = async (jobs) => {
    const drawn = [];
    for (const { svg, size } of jobs) {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', `<svg width="${size}" height="${size}" `))}`;
      await image.decode().catch((error) => {
        throw new Error(`${error.message} ${svg.slice(0, 200)}`);
      });
      const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
      canvas.getContext('2d').drawImage(image, 0, 0, size, size);
      drawn.push(canvas.toDataURL('image/png').split(',')[1]);
    }
    return drawn;
  };
  const drawn = await window.webContents.executeJavaScript(`(${draw})(${fs.readFileSync(input, 'utf8')})`);
  fs.writeFileSync(output, JSON.stringify(drawn));
}
