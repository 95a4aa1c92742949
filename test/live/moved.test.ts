/** Shows authority that ends or moves while somebody listens, by the operations of the product: before the next event, and for good. */
import { randomUUID } from 'node:crypto';
import { globalId } from '../../schema/global-id';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { areaChainScopes, areaScope, organisationScope } from '../../server/event/audience';
import type { NewEvent } from '../../server/event/outbox';
import { announce, referred, until, Writer } from '../event/writing';
import { feedPosition } from '../stage/following';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';
import { codes, global, needIds, needListening } from './need-listening';

let server: TestServer;
let organisationId: string;
let member: Person;

beforeAll(async () => {
  server = await startTestServer();
  ({ organisationId } = await approvedOrganisation(server));
  member = await people(server).organisationMember(organisationId);
});
afterAll(() => server.close());

const { following } = needListening(() => server);

const write = (event: NewEvent) => announce(server.app.composition.database, event);

/** Sends a command to the server; the answer is of that type. */
async function command(
  person: Person,
  [name, inputType]: readonly [string, string],
  input: Record<string, unknown>,
  answer: string,
): Promise<void> {
  const mutation = `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename } }`;
  const { data } = await server.request(mutation, { input }, person.token);
  expect([name, data[name].__typename]).toEqual([name, answer]);
}

/** What is done beside an older transaction is told when that has ended, all at once: nothing lies between a change and what follows. */
async function toldAtOnce(work: () => Promise<void>): Promise<void> {
  const older = await Writer.connect(server.database.url);
  await older.begin();
  await older.number();
  await work();
  await older.rollback();
  await older.close();
}

const revokeRoles = async (by: Person, of: Person) => {
  const grants = await server.database.query<{ id: string }>('SELECT id FROM role_grant WHERE account_id = $1', [
    of.accountId,
  ]);
  for (const { id } of grants)
    await command(by, ['revokeRole', 'RevokeRoleInput'], { roleGrantId: globalId('RoleGrant', id) }, 'Account');
};
const grantArea = (by: Person, to: Person, areaCode: string) => {
  const input = { accountId: globalId('Account', to.accountId), role: { role: 'ADVISER', areaCode } };
  return command(by, ['grantRole', 'GrantRoleInput'], { ...input, roleGrantId: randomUUID() }, 'Account');
};

describe('authority that ends while listening', () => {
  test.each(['suspendOrganisation', 'requireRecertification'])(
    '49: given %s, then the next event is not delivered, the socket closes, and coming back is refused',
    async (name) => {
      const { organisationId: ended } = await approvedOrganisation(server);
      const { token } = await people(server).organisationMember(ended);
      const bureau = await people(server).bureau();
      const listener = await following({ token, organisationId: ended });
      const other = await following({ token: member.token, organisationId });
      const before = await write(referred(organisationScope(ended)));
      await until('it hears', () => listener.heard.length === 1);
      await toldAtOnce(async () => {
        const input = { organisationId: globalId('Organisation', ended), reason: '年检未按期完成' };
        await command(bureau, [name, 'OrganisationReasonInput'], input, 'Organisation');
        await write(referred(organisationScope(ended)));
        await write(referred(organisationScope(organisationId)));
      });
      await until('it is refused', () => listener.failures.length > 0);
      await until('others hear', () => other.heard.length === 1);
      expect({ heard: needIds(listener), closed: listener.closed[0], codes: codes(listener) }).toEqual({
        heard: [global(before)],
        closed: 4403,
        codes: ['FORBIDDEN'],
      });
      expect(other.closed).toEqual([]);
    },
  );

  test('49: given the role revoked, then the next event is not delivered and the subscription ends, and a colleague hears it', async () => {
    const person = await people(server).organisationMember(organisationId);
    const administrator = await people(server).organisationAdministrator(organisationId);
    const listener = await following({ token: person.token, organisationId });
    const colleague = await following({ token: member.token, organisationId });
    let next = '';
    await toldAtOnce(async () => {
      await revokeRoles(administrator, person);
      next = await write(referred(organisationScope(organisationId)));
    });
    await until('it is refused', () => listener.failures.length > 0);
    await until('the colleague hears', () => colleague.heard.length === 1);
    expect({ heard: needIds(listener), closed: listener.closed[0], codes: codes(listener) }).toEqual({
      heard: [],
      closed: 4403,
      codes: ['FORBIDDEN'],
    });
    expect([needIds(colleague), colleague.closed]).toEqual([[global(next)], []]);
  });

  test('49: given the account signed out, then its socket closes though nothing else happens', async () => {
    const person = await people(server).organisationMember(organisationId);
    const listener = await following({ token: person.token, organisationId });
    await server.request('mutation { signOut { __typename } }', {}, person.token);
    await until('the socket closes', () => listener.closed.length > 0);
    expect({ heard: needIds(listener), closed: listener.closed[0] }).toEqual({ heard: [], closed: 4403 });
  });
});

describe('areas that change while listening', () => {
  const [lost, gained] = ['640104001', '640104002'];
  const needIn = (areaCode: string): NewEvent => ({
    ...referred(areaScope(areaCode)),
    audience: areaChainScopes(areaCode),
  });

  test('49: given a role moved to another area, then what happens in the one that was taken away does not arrive, in the one that was added it does', async () => {
    const [person, colleague, bureau] = [
      await people(server).adviser(lost),
      await people(server).adviser(lost),
      await people(server).bureau(),
    ];
    const after = await feedPosition(server, person);
    const [listener, stays] = [
      await following({ token: person.token, areaCode: lost }),
      await following({ token: colleague.token, areaCode: lost }),
    ];
    const told: string[] = [];
    await toldAtOnce(async () => {
      await revokeRoles(bureau, person);
      await grantArea(bureau, person, gained);
      for (const areaCode of [lost, gained]) told.push(await write(needIn(areaCode)));
    });
    await until('it is refused', () => listener.failures.length > 0);
    const moved = await following({ token: person.token, areaCode: gained, after });
    await until('both hear', () => stays.heard.length === 1 && moved.heard.length === 1);
    expect({ heard: needIds(listener), closed: listener.closed[0], codes: codes(listener) }).toEqual({
      heard: [],
      closed: 4403,
      codes: ['FORBIDDEN'],
    });
    expect([stays, moved].map(needIds)).toEqual([[global(told[0]!)], [global(told[1]!)]]);
  });

  test('49: given a role narrowed to what is followed, then its holder goes on in another group and misses nothing', async () => {
    const [person, bureau] = [await people(server).adviser('640104'), await people(server).bureau()];
    const listener = await following({ token: person.token, areaCode: lost });
    const told = [await write(needIn(lost))];
    await until('it hears', () => listener.heard.length === 1);
    await toldAtOnce(async () => {
      await grantArea(bureau, person, lost);
      told.push(await write(needIn(lost)));
    });
    await until('it hears the next', () => listener.heard.length === 2);
    expect([needIds(listener), listener.closed]).toEqual([told.map(global), []]);
  });

  test('49: given an offering revised to another area, then a need of the former does not arrive, one of the new does, and others go on', async () => {
    const offering = { serviceKind: ServiceKind.CLEANING, areaCodes: [lost], capacityMaximum: 5 };
    const [one, other] = [
      await approvedOrganisation(server, { offerings: [offering] }),
      await approvedOrganisation(server, { offerings: [offering] }),
    ];
    const administrator = await people(server).organisationAdministrator(one.organisationId);
    const [listener, stays] = [
      await following({ token: administrator.token, organisationId: one.organisationId }),
      await following({
        token: (await people(server).organisationMember(other.organisationId)).token,
        organisationId: other.organisationId,
      }),
    ];
    const needs = [await referredNeed(server, { areaCode: `${lost}002` })];
    await until('both hear', () => listener.heard.length === 1 && stays.heard.length === 1);
    await toldAtOnce(async () => {
      const input = { offeringId: globalId('ServiceOffering', one.offeringIds[0]!), areaCodes: [gained] };
      await command(administrator, ['reviseOffering', 'ReviseOfferingInput'], input, 'ServiceOffering');
      for (const areaCode of [`${lost}002`, `${gained}001`]) needs.push(await referredNeed(server, { areaCode }));
    });
    await until('the last are heard', () => listener.heard.length === 2 && stays.heard.length === 2);
    const [first, inLost, inGained] = needs.map(({ id }) => id);
    expect([needIds(listener), needIds(stays)]).toEqual([
      [first, inGained],
      [first, inLost],
    ]);
  });
});
