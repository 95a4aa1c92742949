/**
 * Promises `npm run found -- --login=... --name=...`: the first account of an installation, an administrator of the system. Its password is
 * printed once, and has to be changed at the first sign-in. Where there are accounts nothing is changed.
 */
import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import { compose } from './composition';
import { readConfig } from './config';
import { openDatabase } from './database/open';
import { AccountsThere } from './identity/founding.service';
import { readLogin, readName } from './identity/login';
import { printFailure, printMessage, StartFailure } from './message';

/** No signs that look alike: it is read off a screen and typed. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const passwordLength = 20;
const example = 'npm run found -- --login=ma.lan --name=马兰';

interface Founder {
  readonly login: string;
  readonly displayName: string;
}

function readFounder(words: readonly string[]): Founder {
  const valueOf = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
  const [login, displayName] = [readLogin(valueOf('login')), readName(valueOf('name'))];
  if (login === undefined || displayName === undefined || words.length !== 2)
    throw new StartFailure({
      what: { zh: '未能建立首个账号', en: 'The first account was not made' },
      why: {
        zh: '请写明登录名（3至64个小写字母、数字、汉字或 . _ @ -）和显示姓名',
        en: 'give a login (3 to 64 of a-z, digits, Han characters or . _ @ -) and a name to be shown',
      },
      type: { zh: example, en: example },
    });
  return { login, displayName };
}

function thereAreAccounts(): StartFailure {
  return new StartFailure({
    what: { zh: '未建立账号', en: 'No account was made' },
    why: { zh: '本系统已有账号', en: 'this installation has accounts already' },
    type: { zh: '请现有系统管理员新建账号', en: 'ask an administrator of the system to create yours' },
  });
}

async function found(): Promise<void> {
  const founder = readFounder(process.argv.slice(2));
  const config = readConfig();
  const opened = await openDatabase(config);
  const { database, foundingService } = compose(config, opened.url);
  try {
    await database.open();
    await database.migrate();
    const firstPassword = Array.from({ length: passwordLength }, () => signs[randomInt(signs.length)]).join('');
    await foundingService.foundInstallation({ accountId: v7(), roleGrantId: v7(), ...founder, firstPassword });
    printMessage({
      zh: `✓ 首个账号已建立：登录名 ${founder.login}，密码 ${firstPassword}（只显示这一次，首次登录须修改）`,
      en: `✓ The first account is there: login ${founder.login}, password ${firstPassword} (shown this once, to be changed at the first sign-in)`,
    });
  } catch (error) {
    throw error instanceof AccountsThere ? thereAreAccounts() : error;
  } finally {
    await database.close();
    await opened.close();
  }
}

found().catch((error: unknown) => {
  if (error instanceof StartFailure) printFailure(error);
  else process.stderr.write(`✗ ${(error as Error).message}\n`);
  process.exitCode = 1;
});
