import type { ExportFormat } from '../../data.ts';

/** Names that files are proposed under, and what their kinds are called in the desktop's dialog. */
export const data = {
  historyFile: 'Tradebell 历史记录',
  diagnosticsFile: 'Tradebell 诊断信息',
  settingsFile: 'Tradebell 设置',
  fileTypes: { csv: '电子表格（CSV）', json: 'JSON' } satisfies Record<ExportFormat, string>,
};
