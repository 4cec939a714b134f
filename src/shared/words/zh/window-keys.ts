/** What the list of keys says. */
export const keyGroups = [
  {
    title: '移动',
    keys: [
      { keys: ['↓', 'j'], does: '下一条提醒' },
      { keys: ['↑', 'k'], does: '上一条提醒' },
      { keys: ['Home'], does: '最新一条' },
      { keys: ['Enter'], does: '打开' },
      { keys: ['PgDn', 'PgUp'], does: '往下八条、往上八条' },
      { keys: ['Esc'], does: '关闭、返回、清除筛选' },
    ],
  },
  {
    title: '操作',
    keys: [
      { keys: ['e'], does: '标为已读' },
      { keys: ['u'], does: '标为未读' },
      { keys: ['r'], does: '回复' },
      { keys: ['s'], does: '稍后提醒' },
      { keys: ['Del'], does: '移除' },
      { keys: ['Shift', 'A'], does: '全部标为已读' },
      { keys: ['Ctrl', 'Z'], does: '撤销刚才的操作' },
      { keys: ['Shift', 'F10'], does: '菜单，也可按菜单键' },
    ],
  },
  {
    title: '查找',
    keys: [
      { keys: ['/'], does: '搜索，也可按 Ctrl + F' },
      { keys: ['Shift', 'U'], does: '只看未读' },
      { keys: ['1', '2', '3'], does: '收件箱、连接、设置' },
      { keys: ['?'], does: '快捷键列表' },
    ],
  },
];
