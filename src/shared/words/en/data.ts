import type { ExportFormat } from '../../data.ts';

/** Names that files are proposed under, and what their kinds are called in the desktop's dialog. */
export const data = {
  historyFile: 'Tradebell history',
  diagnosticsFile: 'Tradebell diagnostics',
  settingsFile: 'Tradebell settings',
  fileTypes: { csv: 'Spreadsheet (CSV)', json: 'JSON' } satisfies Record<ExportFormat, string>,
};
