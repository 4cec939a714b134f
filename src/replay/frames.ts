/**
 * The frames of a file: it is one where the whole is one JSON document, else each line that is not empty is one. Nothing is refused here:
 * what is no frame comes out as it is.
 */
export function framesOf(text: string): string[] {
  const whole = text.replace(/^\ufeff/, '').trim();
  if (isJson(whole)) return [whole];
  return whole.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
