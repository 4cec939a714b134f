/** Enter that is held down presses again and again: a dialog that it opened would be answered, or its outcome closed, before it is read. */
export function ignoreHeld(event: KeyboardEvent): void {
  if (event.repeat && event.key === 'Enter') event.preventDefault();
}
