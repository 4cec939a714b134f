/** What a date and a time field begin with: the next full hour. Local, as the fields are. */
export function nextHour(now: number): { date: string; time: string } {
  const at = new Date(now);
  at.setMinutes(60, 0, 0);
  const two = (part: number): string => String(part).padStart(2, '0');
  return { date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`, time: `${two(at.getHours())}:${two(at.getMinutes())}` };
}

/** The moment that a date and a time field stand for (UTC ms), or why it is none. */
export function readTime(date: string, time: string, now: number): { at: number } | { is: 'unreadable' | 'past' } {
  const at = new Date(`${date}T${time}`).getTime();
  if (date === '' || time === '' || Number.isNaN(at)) return { is: 'unreadable' };
  return at <= now ? { is: 'past' } : { at };
}
