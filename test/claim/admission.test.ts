/** Shows that claims wait for their turn in the process: few at once, one at a time per subject, in order, bounded. */
import { ClaimAdmission, waitingMaximum } from '../../server/claim/admission';

/** A piece of work that runs until it is told to end. */
function work(name: string, log: string[]) {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async () => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end };
}

/** Lets everything that is ready run. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the admission of claims', () => {
  test('given three claims on one need and room for two at once, then they run one after the other, in the order they came', async () => {
    const admission = new ClaimAdmission(2);
    const log: string[] = [];
    const three = ['first', 'second', 'third'].map((name) => work(name, log));
    const answers = three.map(({ run }) => admission.admit('need', run));
    await turn();
    expect([admission.running, admission.waiting, log]).toEqual([1, 2, ['first begins']]);
    three.forEach(({ end }) => end());
    expect(await Promise.all(answers)).toEqual(['first', 'second', 'third']);
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
  });

  test('given work behind others of its subject, then it is told so when its turn comes; work that waited for another subject is not', async () => {
    const admission = new ClaimAdmission(1);
    const told = (behindOthers: boolean) => Promise.resolve(behindOthers);
    const answers = [admission.admit('need', told), admission.admit('need', told), admission.admit('other', told)];
    expect(await Promise.all(answers)).toEqual([false, true, false]);
    expect(await admission.admit('need', told)).toBe(false);
  });

  test('given a stampede on one need, then a claim on another need does not stand behind it', async () => {
    const admission = new ClaimAdmission(2);
    const log: string[] = [];
    const stampede = Array.from({ length: 100 }, (_, index) => work(`rival ${index}`, log));
    const rivals = stampede.map(({ run }) => admission.admit('wanted by all', run));
    const other = work('other', log);
    const alone = admission.admit('wanted by one', other.run);
    other.end();
    expect(await alone).toBe('other');
    expect(log).toEqual(['rival 0 begins', 'other begins', 'other ends']);
    stampede.forEach(({ end }) => end());
    expect(await Promise.all(rivals)).toHaveLength(100);
  });

  test('given work that fails, then its caller hears of it and the next one runs', async () => {
    const admission = new ClaimAdmission(1);
    const failing = admission.admit('need', () => Promise.reject(new Error('database away')));
    const next = admission.admit('need', () => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('database away');
    expect(await next).toBe('next');
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
  });

  test('given more than 5,000 that wait, then the next is told to try again and nothing of it runs', async () => {
    const admission = new ClaimAdmission(1);
    const log: string[] = [];
    const first = work('first', log);
    const answers = [admission.admit('need', first.run)];
    for (let count = 0; count < waitingMaximum; count += 1) answers.push(admission.admit('need', async () => 'later'));
    await expect(admission.admit('need', async () => String(log.push('too much')))).rejects.toMatchObject({
      extensions: { code: 'RETRYABLE' },
    });
    first.end();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['first', 'later']));
    expect(log).toEqual(['first begins', 'first ends']);
  });
});
