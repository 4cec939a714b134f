/**
 * What the fuses of a built binary are, a line each, and which are not as they were to be.
 * @param {Record<string, boolean>} wanted by the names of electron-builder.yml
 * @param {Array<Record<string, boolean>>} found in the binary, once for each processor
 */
export function compareFuses(wanted, found) {
  const lines = [];
  const wrong = [];
  for (const [name, want] of Object.entries(wanted)) {
    const is = found.map((wire) => wire[name]);
    const right = is.length > 0 && is.every((state) => state === want);
    lines.push(`${name}: ${right ? onOff(want) : is.map(onOff).join(' and ') || 'not there'}`);
    if (!right) wrong.push(`${name} was to be ${onOff(want)}`);
  }
  return { lines, wrong };
}

function onOff(state) {
  return state === undefined ? 'not there' : state ? 'on' : 'off';
}
