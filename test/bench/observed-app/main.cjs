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
