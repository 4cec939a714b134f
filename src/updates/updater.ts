/** What looks for releases, fetches and installs them. A plain interface, so that tests bring their own. */
export interface Updater {
  /** The newer release on offer, checked; undefined where this is the newest. Rejects with UpdateError, or an error of the system. */
  look(): Promise<string | undefined>;
  /** Fetches the release that was found last. `progress`: how much is here, 0 to 1. Rejects as `look` does, and leaves nothing then. */
  download(progress: (share: number) => void): Promise<void>;
  /** Ends Tradebell so that what was fetched is installed and started. Throws an UpdateError where it cannot be, and nothing ends. */
  restart(): void;
  /** The very last act of this process: installs what was fetched. Never throws. */
  install(): void;
}
