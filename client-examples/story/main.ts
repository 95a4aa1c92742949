/** Promises `npm run story`: plays the main job, and the gift that pays for it, against a running server with real clients, tells each step, and checks what it saw. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree, findHousehold, listen, owedRevisit, race, refer, serve } from './acts';
import { gatherCast, type Cast } from './cast';
import { allocate, followGift, give, receipt } from './giving';
import { Narrator } from './narrator';

/** Plays the story. Throws when anything is not as told. Returns what was checked. */
export async function playStory(url: string, write: (line: string) => void): Promise<string[]> {
  const narrator = new Narrator(write);
  const cast = await gatherCast(url);
  try {
    const scene = { cast, narrator };
    const found = await findHousehold(scene);
    const listeners = await listen(scene);
    await refer(scene, found, listeners);
    const { winner, claimId } = await race(scene, found);
    await agree(scene, found, winner, claimId);
    const gift = await give(scene, claimId);
    await allocate(scene, found, gift);
    await serve(scene, found, winner, claimId);
    await followGift(scene, found, gift);
    await receipt(scene, gift);
    await owedRevisit(scene, found);
    await listeners.area.until('DELIVERY_CONFIRMED', found.needId);
    const whole = [
      'NEED_REFERRED',
      'NEED_CLAIMED',
      'CLAIM_CONFIRMED',
      'SERVICE_RECORDED',
      'DELIVERY_REPORTED',
      'DELIVERY_CONFIRMED',
    ];
    narrator.tell('顾问从头到尾看到了每一步，顺序一致。', 'The adviser saw every step, in order, once.');
    narrator.check('the feed of the area', listeners.area.heard(found.needId), whole);
    narrator.check('the organisation that does not match heard nothing', listeners.bystander.heard(found.needId), []);
    narrator.check(
      'the third organisation heard that it came and went',
      listeners.third.heard(found.needId),
      whole.slice(0, 2),
    );
    return narrator.checks;
  } finally {
    await leave(cast);
  }
}

async function leave(cast: Cast): Promise<void> {
  for (const person of [cast.adviser, cast.first, cast.second, cast.third, cast.bystander, cast.company])
    await person.leave();
}

/** The address given, or that of the server of this checkout. */
function addressOfServer(): string {
  const given = process.argv[2] ?? process.env.LINKAGE_URL;
  if (given) return given;
  const folder = process.env.LINKAGE_DATA_DIRECTORY ?? join(process.cwd(), '.data');
  try {
    const note = readdirSync(folder).find((file) => /^server(-\d+)?\.json$/.test(file));
    return (JSON.parse(readFileSync(join(folder, note!), 'utf8')) as { url: string }).url;
  } catch {
    process.stderr.write(
      '没有找到正在运行的服务。请先在另一个窗口运行 npm start。\nNo running server was found. Run npm start in another window first.\n',
    );
    process.exit(1);
  }
}

if (require.main === module)
  playStory(addressOfServer(), (line) => process.stdout.write(line)).then(
    (checks) =>
      process.stdout.write(
        `\n故事讲完，${checks.length} 项核对全部成立。\nThe story is told; all ${checks.length} checks hold.\n`,
      ),
    (error: Error) => {
      process.stderr.write(`\n✗ ${error.message}\n`);
      process.exit(1);
    },
  );
