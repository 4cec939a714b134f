import type { ExportFormat } from '../../data.ts';

/** Names that files are proposed under, and what their kinds are called in the desktop's dialog. */
export const data = {
  historyFile: 'Historial de Tradebell',
  diagnosticsFile: 'Diagnóstico de Tradebell',
  settingsFile: 'Ajustes de Tradebell',
  fileTypes: { csv: 'Hoja de cálculo (CSV)', json: 'JSON' } satisfies Record<ExportFormat, string>,
};
