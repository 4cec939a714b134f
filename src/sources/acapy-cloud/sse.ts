import { createParser } from 'eventsource-parser';

/** What one stream of Waypoint says (acapy-cloud.md, "Stream (W)"). */
export interface SseHandlers {
  /** The data of one event. */
  event(data: string): void;
  /** A comment: the server is there. */
  ping(): void;
  /** A line that is none of an event stream: an error of the server behind, passed on inside a 200. */
  stray(line: string): void;
  /** More than fits into one event. */
  tooLarge(): void;
}

export interface SseReader {
  /** Text as it comes, torn anywhere. */
  read(text: string): void;
  /** The stream ended as the server meant it: what came without its last line break counts. */
  end(): void;
}

const MAX_CHARACTERS = 2 * 1024 * 1024;
const MAX_LINE = 400;

export function createSseReader(handlers: SseHandlers): SseReader {
  let over = false;
  const parser = createParser({
    maxBufferSize: MAX_CHARACTERS,
    onEvent: ({ data }) => handlers.event(data),
    onComment: () => handlers.ping(),
    onError(error) {
      if (error.type === 'max-buffer-size-exceeded') {
        over = true;
        handlers.tooLarge();
      } else if (error.type === 'unknown-field') handlers.stray((error.line ?? '').slice(0, MAX_LINE));
    },
  });
  return {
    read(text) {
      if (!over) parser.feed(text);
    },
    end() {
      if (!over) parser.feed('\n\n');
      over = true;
    },
  };
}
