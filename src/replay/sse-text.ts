import { createParser } from 'eventsource-parser';

/** What a text of server-sent events holds. */
export interface SseText {
  /** `data` of each event, in order. */
  events: string[];
  /** Lines of it that are no server-sent events: CloudAPI puts its errors there (acapy-cloud.md, "Waypoint"). */
  strays: string[];
  comments: number;
  /** It ends within an event. */
  torn: boolean;
}

/** Whether a line of the text is one of server-sent events. */
export function isSse(text: string): boolean {
  return /^(?:(?:data|event|id|retry):|:)/m.test(text);
}

export function readSse(text: string): SseText {
  const events: string[] = [];
  const strays: string[] = [];
  let comments = 0;
  const parser = createParser({
    onEvent: ({ data }) => events.push(data),
    onComment: () => (comments += 1),
    onError: (error) => {
      if (error.type === 'unknown-field' && error.line !== undefined) strays.push(error.line);
    },
  });
  parser.feed(text);
  return { events, strays, comments, torn: endsWithin(text, strays) };
}

/** An event counts once the blank line after it is there. */
function endsWithin(text: string, strays: readonly string[]): boolean {
  const lines = text.split(/\r\n|\n|\r/);
  const blank = lines.findLastIndex((line, at) => line === '' && at < lines.length - 1);
  return lines.slice(blank + 1).some((line) => line !== '' && !line.startsWith(':') && !strays.includes(line));
}
