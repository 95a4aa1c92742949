/** Promises made-up people: common surnames and given names put together by the seed, and valid synthetic numbers. */
import { checkCharacterOf } from '../household/resident-number';
import type { SeededChance } from './random';

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
];
const givenFirst = [...'建国玉秀文志明春桂晓小海永红兰凤淑德金振学成福洪光荣立世家'];
const givenSecond = [...'英华芳兰霞平军杰涛明超勇艳娟敏静丽强磊洋勤珍贞莉鹏飞宁刚伟梅琴云莲真环雪爱妹香月'];

export function personName(chance: SeededChance): string {
  return chance.pick(surnames) + chance.pick(givenFirst) + (chance.chance(0.7) ? chance.pick(givenSecond) : '');
}

/** A synthetic resident number of the district with a right check digit (GB 11643-1999). */
export function residentNumber(chance: SeededChance, birthYearFirst: number, birthYearLast: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const birth = `${chance.between(birthYearFirst, birthYearLast)}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`;
  const body = `640104${birth}${String(chance.between(1, 999)).padStart(3, '0')}`;
  return body + checkCharacterOf(body);
}

/** A mobile number in a made-up range. */
export function mobilePhone(chance: SeededChance): string {
  return `1390950${String(chance.between(0, 9999)).padStart(4, '0')}`;
}
