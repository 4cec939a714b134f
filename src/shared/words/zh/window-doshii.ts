/** How far an order, payment, booking or check-in is, by Doshii's own word for it; another one is shown as it came. */
export const doshiiStatuses: Readonly<Record<string, string>> = {
  pending: '等待答复',
  accepted: '已接受',
  complete: '已完成',
  rejected: '被拒绝',
  cancelled: '已取消',
  venue_cancelled: '已被门店取消',
  cust_cancelled: '已被顾客取消',
  acknowledged: '门店已看到',
  requested: '已请求',
  waiting: '等待执行',
};

/** What the facts of a Doshii alert are called. */
export const doshiiDetail = {
  venue: '门店',
  customer: '顾客',
  app: '应用',
  items: '商品',
  total: '合计',
  due: '约定时间',
  /** Of a venue that is closed for a while. */
  until: '截至',
  tables: '餐桌',
  covers: '人数',
  orderNumber: '订单号',
  bookingNumber: '预订号',
};

/** What Doshii tells an app at all, for where nothing has come yet. */
export const doshiiQuiet = {
  title: '还没有订单',
  help: '对于应用已订阅的门店，Doshii 只告知由该应用创建、更新、支付或订阅的订单。',
};
