// The built app with an ear in its main process, for the bench only: it answers what observed.ts asks over node's channel, so that no
// debugger is attached to what is measured. Which build: the last argument.
const fs = require('node:fs');
const inspector = require('node:inspector');
const { app, BrowserWindow } = require('electron');

/** How long this thread has waited for a processor so far, in ms; Linux alone tells. */
function scheduled() {
  if (process.platform !== 'linux') return { waited: 0 };
  const [, waited] = fs.readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
  return { waited: waited / 1e6 };
}

// A timer that is due every millisecond: what keeps it away blocks all else as well. What of that was waiting for a processor is told apart.
const watch = { timer: undefined, gaps: [] };
function startWatching() {
  let last = performance.now();
  let before = scheduled();
  watch.gaps = [];
  watch.timer = setInterval(() => {
    const now = performance.now();
    const after = scheduled();
    if (now - last > 2) watch.gaps.push({ at: performance.timeOrigin + now, ms: now - last - 1, waited: after.waited - before.waited });
    last = now;
    before = after;
  }, 1);
}
function stopWatching() {
  clearInterval(watch.timer);
  return watch.gaps;
}

// Every timer that waits, whether or not it keeps the process alive, and how often one ran. Only where asked for: counting costs.
const timers = { waiting: new Set(), ran: 0 };
if (process.env.TRADEBELL_BENCH_TIMERS) {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = Object.assign((task, ms, ...given) => {
    const timer = set(() => {
      timers.waiting.delete(timer);
      timers.ran += 1;
      task(...given);
    }, ms);
    timers.waiting.add(timer);
    return timer;
  }, set);
  globalThis.clearTimeout = (timer) => {
    timers.waiting.delete(timer);
    clear(timer);
  };
}

// In the page: UTC ms at which its first row was painted, or the first row of the list that a search put in place of the one before.
const painted = (seen) => `new Promise((resolve) => {
  const old = document.querySelector('#alerts');
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())));
  const ready = () => { const list = document.querySelector('#alerts'); return list !== null && ${seen} && list.querySelector('.line-title') !== null; };
  if (ready()) return done();
  const observer = new MutationObserver(() => { if (ready()) { observer.disconnect(); done(); } });
  observer.observe(document.documentElement, { childList: true, subtree: true });
  ${seen === 'true' ? '' : 'begin();'}
})`;
const searching = (text) => `(() => {
  const field = document.querySelector('#search');
  let began = 0;
  const begin = () => { field.value = ${JSON.stringify(text)}; began = performance.timeOrigin + performance.now(); field.dispatchEvent(new Event('input', { bubbles: true })); };
  return ${painted('list !== old')}.then((at) => at - began);
})()`;

// In the page: asks for pages of the inbox one after another, until told to stop; of each, which question, when it was answered and in how many ms.
const asking = (questions) => `(() => {
  const questions = ${JSON.stringify(questions)};
  const run = (window.benchAsking = { on: true, answers: [], error: undefined });
  const next = async () => {
    for (let n = 0; run.on; n = (n + 1) % questions.length) {
      const began = performance.now();
      const { lines } = await window.tradebell.call('inbox.page', questions[n]);
      run.answers.push({ n, found: lines.length, at: performance.timeOrigin + performance.now(), ms: performance.now() - began });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  next().catch((error) => (run.error = String(error)));
})()`;
const asked = `(() => { const run = window.benchAsking; run.on = false; if (run.error) throw new Error(run.error); return run.answers; })()`;

// In the page: notes each frame of what scrolls, and whether a row without its words was in it, until told to stop.
const filming = (scroller) => `(() => {
  const box = document.querySelector(${JSON.stringify(scroller)});
  const film = (window.benchFilm = { on: true, frames: [], blank: 0, from: box.scrollTop, to: box.scrollTop });
  const frame = (at) => {
    film.frames.push(at);
    film.to = box.scrollTop;
    if (box.querySelector('.line-blank') !== null) film.blank += 1;
    if (film.on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;
const film = `(() => { window.benchFilm.on = false; return window.benchFilm; })()`;

// In the page: UTC ms at which it began, at which all that it loads first had come, and at which its scripts had run.
const timeline = `(() => {
  const [page] = performance.getEntriesByType('navigation');
  const loaded = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < page.domContentLoadedEventStart).map(({ responseEnd }) => responseEnd);
  return { began: performance.timeOrigin, loaded: performance.timeOrigin + Math.max(page.responseEnd, ...loaded), ran: performance.timeOrigin + page.domContentLoadedEventEnd, files: loaded.length };
})()`;

// Scrolls as a person does, by events that come from outside of the page.
async function scrolled(window, { scroller, by, everyMs, forMs }) {
  const contents = window.webContents;
  await contents.executeJavaScript(filming(scroller));
  const [width, height] = window.getContentSize();
  const place = { x: Math.round(width * 0.2), y: Math.round(height * 0.6) };
  const once = () => {
    if (by !== 'PageDown') return contents.sendInputEvent({ type: 'mouseWheel', ...place, deltaX: 0, deltaY: -by, canScroll: true });
    contents.sendInputEvent({ type: 'keyDown', keyCode: by });
    contents.sendInputEvent({ type: 'keyUp', keyCode: by });
  };
  const timer = by === 0 ? undefined : setInterval(once, everyMs);
  await new Promise((resolve) => setTimeout(resolve, forMs));
  clearInterval(timer);
  return contents.executeJavaScript(film);
}

// What scrolling is compared with: a page as tall as a long list, with nothing in it.
const NOTHING = 'data:text/html,<!doctype html><html><body style="margin:0"><div id="all" style="overflow:auto;height:100vh"><div style="height:9000000px"></div></div></body></html>';
let empty;
async function openEmpty() {
  empty = new BrowserWindow({ width: 1040, height: 720, webPreferences: { sandbox: true } });
  await empty.loadURL(NOTHING);
  empty.focus();
}
const ownWindow = () => BrowserWindow.getAllWindows().find((one) => one !== empty);

app.on('browser-window-created', (_event, window) => {
  window.webContents.once('dom-ready', () => {
    void window.webContents.executeJavaScript(painted('true')).then((at) => process.send({ event: 'painted', at }));
  });
});

// A profile counts by the machine's monotonic clock, what was watched by the time of day.
const clocks = () => ({ monotonicMs: Number(process.hrtime.bigint()) / 1e6, utcMs: performance.timeOrigin + performance.now() });

let profiling;
const answers = {
  watch: startWatching,
  gaps: stopWatching,
  advance: ({ ms }) => globalThis.tradebellClock.advance(ms),
  search: ({ text }) => BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(searching(text)),
  asking: ({ questions }) => ownWindow().webContents.executeJavaScript(asking(questions)),
  asked: () => ownWindow().webContents.executeJavaScript(asked),
  focusList: () => ownWindow().webContents.executeJavaScript(`document.querySelector('#alerts').focus()`),
  scroll: (given) => scrolled(ownWindow(), { scroller: '#alerts', ...given }),
  scrollNothing: (given) => scrolled(empty, { scroller: '#all', ...given }),
  openEmpty,
  closeEmpty: () => void empty.destroy(),
  timeline: () => ownWindow().webContents.executeJavaScript(timeline),
  close: () => BrowserWindow.getAllWindows()[0].close(),
  quit: () => void setImmediate(() => app.quit()),
  clocks,
  timers: () => ({ waiting: timers.waiting.size, ran: timers.ran }),
  turn: () => new Promise((resolve) => setTimeout(resolve, 5)),
  cpu: () => ({ usedMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000, waitedMs: scheduled().waited }),
  profile() {
    profiling = new inspector.Session();
    profiling.connect();
    return new Promise((resolve) => profiling.post('Profiler.enable', () => profiling.post('Profiler.start', () => resolve())));
  },
  profiled: () => new Promise((resolve) => profiling.post('Profiler.stop', (error, found) => resolve(found?.profile ?? String(error)))),
};

process.on('message', async ({ id, ask, ...given }) => {
  try {
    process.send({ id, answer: (await answers[ask](given)) ?? null });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});
process.on('disconnect', () => app.exit(1));

require(process.env.TRADEBELL_BENCH_BUILD);
