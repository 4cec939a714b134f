import type { JSX } from 'preact';

interface Props {
  label: string;
  /** In bytes. */
  max: number;
  accept: string;
  onText: (text: string) => void;
  onProblem: (is: 'unreadableFile' | 'largeFile') => void;
}

/** Chooses a file and reads its text here, in the page: nothing else learns where it is. */
export function FileButton({ label, max, accept, onText, onProblem }: Props): JSX.Element {
  const read = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (file === undefined) return;
    try {
      if (file.size > max) onProblem('largeFile');
      else onText(await file.text());
    } catch (error) {
      reportError(error);
      onProblem('unreadableFile');
    }
    // The same file may be chosen again, once it is mended.
    input.value = '';
  };
  return (
    <label class="button file">
      <input type="file" accept={accept} onChange={({ currentTarget }) => void read(currentTarget)} />
      {label}
    </label>
  );
}
