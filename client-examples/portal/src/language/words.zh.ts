/** Promises the Chinese words of what all benches share. */
const words = {
  brand: '联动',
  tagline: '邻里有需要,身边有回应',
  skip: '跳到正文',
  again: '重试',
  cancel: '取消',
  undo: '撤销',
  menu: '功能',
  language: '切换语言',
  otherLanguage: 'English',
  signOut: '退出登录',
  leave: {
    title: '还有 {{count}} 份记录没有发出',
    text: '退出登录会把它们从这台设备上删除,无法恢复。可以先连上网络,等它们发出后再退出。',
    yes: '删除并退出',
  },
  benches: '工作台',
  organisationChoice: '当前机构',
  bench: {
    organisation: '接单台',
    company: '爱心企业',
    adviser: '救助顾问',
  },
  page: {
    home: '首页',
    signIn: '登录',
    card: '我的联络卡',
    notFound: '没有这个页面',
  },
  notFound: { text: '地址可能写错了,或者页面已经移走。', back: '回到首页' },
  home: {
    greeting: '{{name}},您好',
    choose: '请选择工作台',
    none: '您的账号还没有可用的工作台。请联系管理员。',
  },
  signIn: {
    login: '登录名',
    password: '密码',
    go: '登录',
    card: '我是受助家庭,用联络卡查看',
    failed: '没有连上服务器,请稍后再试。',
  },
  unreachable: '暂时连不上服务器,请检查网络。',
  fault: { unreachable: '没有收到服务器的回答,您的内容还在。', other: '没有成功({{code}})。请稍后再试。' },
  list: { loading: '正在读取……', more: '显示更多', stale: '这是之前读到的内容,刚才没能更新。' },
  picture: {
    asTable: '看表格',
    colon: ':',
    area: '地区',
    withheld: '不足 5,不显示',
    withheldShort: '<5',
    unknown: '没有数据',
    upTo: '至 {{value}}',
    none: '无',
    moveHint: '方向键在地区之间移动。',
  },
  live: {
    connecting: '正在连接',
    live: '实时接收中',
    away: '连接中断,正在自动恢复',
    ended: '实时接收已停止',
    missed: '断线期间有 {{count}} 条动态,已补上',
  },
  failure: { title: '这一页出了问题', text: '刷新页面后再试;已提交的内容不会重复。', reload: '刷新' },
};

export default words;
export type MainWords = typeof words;
