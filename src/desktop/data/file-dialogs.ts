import { BrowserWindow, dialog } from 'electron';

/** Asks a person for a file; undefined where they said no. */
export interface FileDialogs {
  save(file: { name: string; type: string; extension: string }): Promise<string | undefined>;
  open(file: { type: string; extension: string }): Promise<string | undefined>;
}

/** The desktop's own dialogs, over our window where there is one. */
export function fileDialogs(documents: () => string): FileDialogs {
  return {
    async save({ name, type, extension }) {
      const options = { defaultPath: `${documents()}/${name}`, filters: [{ name: type, extensions: [extension] }] };
      const window = BrowserWindow.getFocusedWindow();
      const { canceled, filePath } = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options));
      return canceled || filePath === '' ? undefined : filePath;
    },
    async open({ type, extension }) {
      const options = { properties: ['openFile' as const], filters: [{ name: type, extensions: [extension] }] };
      const window = BrowserWindow.getFocusedWindow();
      const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options));
      return canceled ? undefined : filePaths[0];
    },
  };
}
