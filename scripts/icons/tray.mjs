// The tray's drawings, in a box of 22 by 22: one bell, and a mark for each state that differs in shape, not only in colour.
const BELL =
  'M11 3.2c-3.6 0-5.6 2.5-5.8 5.9l-.15 2.9c-.06 1.3-.6 2.1-1.45 3-.85.9-.4 2 .8 2h13.2c1.2 0 1.65-1.1.8-2-.85-.9-1.39-1.7-1.45-3l-.15-2.9C16.6 5.7 14.6 3.2 11 3.2z';
const KNOB = '<circle cx="11" cy="2.9" r="1.5"/>';
const CLAPPER = '<path d="M8.6 18a2.4 2.4 0 0 0 4.8 0z"/>';

/** A hole around a mark, so that it stands apart from the bell on light and dark panels alike. */
const cut = (shape) => `<mask id="cut"><rect width="22" height="22" fill="#fff"/><g fill="#000" stroke="#000" stroke-width="2.2" stroke-linejoin="round">${shape}</g></mask>`;

const DOT = '<circle cx="16.8" cy="5.2" r="4"/>';
const TRIANGLE = '<path d="M15.9 11.6 21 20.8H10.8z" stroke-linejoin="round"/>';
const BARS = '<rect x="13.2" y="12.8" width="2.8" height="8" rx="0.9"/><rect x="17.7" y="12.8" width="2.8" height="8" rx="0.9"/>';

const whole = (fill) => `<g fill="${fill}"><path d="${BELL}"/>${KNOB}${CLAPPER}</g>`;
const hollow = (stroke) =>
  `<g fill="none" stroke="${stroke}" stroke-width="1.5"><path d="${BELL}" transform="translate(11 10) scale(.93) translate(-11 -10)"/></g><g fill="${stroke}">${KNOB}${CLAPPER}</g>`;

const svg = (inside) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 22">${inside}</svg>`;
const marked = (bell, mark, drawn) => svg(`${cut(mark)}<g mask="url(#cut)">${bell}</g>${drawn}`);

/** In colour, for Linux and Windows: readable on a dark and on a light panel. */
export const COLOURED = {
  well: svg(whole('#e0a63a')),
  unread: marked(whole('#e0a63a'), DOT, `<g fill="#2f7df0">${DOT}</g>`),
  trouble: marked(
    whole('#e0a63a'),
    TRIANGLE,
    `<g fill="#e0433a" stroke="#e0433a" stroke-width="1">${TRIANGLE}</g><path d="M15.9 14.6v2.7" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/><circle cx="15.9" cy="19.2" r=".8" fill="#fff"/>`
  ),
  paused: marked(hollow('#98a0aa'), BARS, `<g fill="#98a0aa">${BARS}</g>`),
};

/** In black and clear, for macOS, which colours them itself. */
export const TEMPLATE = {
  well: svg(whole('#000')),
  unread: marked(whole('#000'), DOT, `<g fill="#000">${DOT}</g>`),
  trouble: svg(
    `${cut(TRIANGLE)}<mask id="sign"><rect width="22" height="22" fill="#fff"/><path d="M15.9 14.6v2.7" stroke="#000" stroke-width="1.4" stroke-linecap="round"/><circle cx="15.9" cy="19.2" r=".8"/></mask><g mask="url(#cut)">${whole('#000')}</g><g mask="url(#sign)">${TRIANGLE}</g>`
  ),
  paused: marked(hollow('#000'), BARS, `<g>${BARS}</g>`),
};
