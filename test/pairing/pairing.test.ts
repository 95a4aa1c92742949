/** Shows pairing: who may be the helper of a household, contacts that only few read, and ends that follow what a pairing rests on. */
import { v7 } from 'uuid';
import { CaseKind } from '../../schema/casework/enums';
import { ConsentPurpose } from '../../schema/household/consent';
import { globalId } from '../../schema/global-id';
import { dayOf } from '../../server/database/today';
import { addDays } from '../../server/day';
import { openedCase, specialist } from '../stage/cases';
import { commands, type Run } from '../stage/commands';
import { appointed, type StagedAdviser } from '../stage/corps';
import { consent, household, type StagedHousehold } from '../stage/households';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const [street, community, today] = ['640104001', '640104001002', dayOf(new Date())];
const words = '老人愿意参加日间照料，下周再来。';

describe('pairing', () => {
  let server: TestServer;
  let run: Run;
  let officer: Person;
  let stranger: Person;
  let family: StagedHousehold;
  beforeAll(async () => {
    server = await startTestServer();
    run = commands(server);
    officer = await people(server).streetOfficer(street);
    stranger = await people(server).streetOfficer('640104012');
  });
  beforeEach(async () => {
    family = await household(server, { areaCode: community });
  });
  afterAll(() => server.close());

  const pairing = (helper: Person, more: Record<string, unknown> = {}) => ({
    ...{ pairingId: v7(), householdId: family.id, helperAccountId: globalId('Account', helper.accountId) },
    ...{ startedOn: '2023-01-01', ...more },
  });
  const paired = async (helper: Person, more: Record<string, unknown> = {}) => {
    const input = pairing(helper, more);
    expect((await run(officer, 'pairHousehold', input)).__typename).toBe('Pairing');
    return globalId('Pairing', input.pairingId);
  };
  const contact = (pairingId: string, more: Record<string, unknown> = {}) => ({
    ...{ contactId: v7(), pairingId, contactedOn: today, channel: 'HOME_VISIT', note: words, ...more },
  });
  const standing = () =>
    server.database.query('SELECT end_reason AS reason FROM pairing WHERE household_id = $1 ORDER BY id', [
      family.householdId,
    ]);
  const organisationHelper = async () => {
    const { organisationId } = await approvedOrganisation(server);
    const helper = await people(server).organisationMember(organisationId);
    return { organisationId, helper, id: globalId('Organisation', organisationId) };
  };

  test('given an adviser who serves the household, when paired ten times at once, then it is one pairing that helper and officer see', async () => {
    const helper = await appointed(server, run, officer, { areaCode: community });
    const input = pairing(helper);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        run(officer, 'pairHousehold', input, 'id startedOn helperName household { id }'),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ startedOn: '2023-01-01', helperName: 'ADVISER', household: { id: family.id } });
    expect(await run(officer, 'pairHousehold', pairing(helper))).toMatchObject({ __typename: 'AlreadyPaired' });
    const own = '{ myPairings { edges { node { id } } } myAppointments { workload { code open overdue } } }';
    const { myPairings, myAppointments } = (await server.request(own, {}, helper.token)).data;
    expect(myPairings.edges).toEqual([{ node: { id: answers[0].id } }]);
    expect(myAppointments[0].workload).toContainEqual({ code: 'PAIRED_HOUSEHOLDS', open: 1, overdue: 1 });
    const node = async (who: Person) =>
      (await server.request('query ($id: ID!) { node(id: $id) { id } }', { id: answers[0].id }, who.token)).data.node;
    expect(await Promise.all([helper, officer, stranger].map(node))).toEqual([
      { id: answers[0].id },
      { id: answers[0].id },
      null,
    ]);
  });

  test('given a helper who may not be one, then it is said why and nobody is paired', async () => {
    const [helper, far] = [
      await people(server).adviser(community),
      await appointed(server, run, stranger, { areaCode: '640104012' }),
    ];
    const known = await appointed(server, run, officer, { areaCode: community });
    expect(await run(officer, 'pairHousehold', pairing(helper))).toMatchObject({ type: 'Account' });
    expect(await run(officer, 'pairHousehold', pairing(far))).toMatchObject({ type: 'Account' });
    expect(await run(stranger, 'pairHousehold', pairing(known))).toMatchObject({ type: 'Household' });
    expect(await run(known, 'pairHousehold', pairing(known))).toBe('FORBIDDEN');
    const startedOn = addDays(today, 1);
    expect(await run(officer, 'pairHousehold', pairing(known, { startedOn }))).toMatchObject({ field: 'startedOn' });
    const { helper: member, id } = await organisationHelper();
    const wanted = { organisationId: id };
    expect(await run(officer, 'pairHousehold', pairing(member, wanted))).toMatchObject({
      __typename: 'PairingConsentNeeded',
    });
    expect(await standing()).toEqual([]);
  });

  test('given a contact, then its words are sealed, read by helper and area only, each reading written down, and gone with the key', async () => {
    const helper = await appointed(server, run, officer, { areaCode: community });
    const pairingId = await paired(helper);
    const input = contact(pairingId);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => run(helper, 'recordPairingContact', input, 'contactId channel')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await run(officer, 'recordPairingContact', contact(pairingId))).toMatchObject({ type: 'Pairing' });
    for (const contactedOn of ['2022-12-31', addDays(today, 1)])
      expect(await run(helper, 'recordPairingContact', contact(pairingId, { contactedOn }))).toMatchObject({
        field: 'contactedOn',
      });
    const [row] = await server.database.query<{ note: Buffer }>('SELECT note FROM pairing_contact WHERE id = $1', [
      input.contactId,
    ]);
    expect(row!.note.toString('utf8')).not.toContain('日间照料');
    const query = 'query ($id: ID!) { node(id: $id) { ... on Pairing { contacts { channel note } } } }';
    const read = async (who: Person) => (await server.request(query, { id: pairingId }, who.token)).data.node;
    for (const who of [helper, officer])
      expect(await read(who)).toEqual({ contacts: [{ channel: 'HOME_VISIT', note: words }] });
    expect(await read(stranger)).toBeNull();
    const lines = await server.database.query<{ by: string }>(
      "SELECT account_id AS by FROM audit_line WHERE operation = 'readPairingNote' AND details->>'contactId' = $1 ORDER BY position",
      [input.contactId],
    );
    expect(lines).toEqual([{ by: helper.accountId }, { by: officer.accountId }]);
    await expect(server.database.query('DELETE FROM pairing_contact')).rejects.toThrow('never changed');
    await server.database.query('UPDATE household SET data_key = NULL, erasure_began_at = now() WHERE id = $1', [
      family.householdId,
    ]);
    expect(await read(helper)).toEqual({ contacts: [{ channel: 'HOME_VISIT', note: null }] });
    expect(await run(helper, 'recordPairingContact', contact(pairingId))).toMatchObject({ type: 'Pairing' });
  });

  const query = `query ($id: ID!) { node(id: $id) { ... on Pairing { household { id } contacts { note } } }
    myPairings { edges { node { id contacts { note } } } } }`;
  const seenBy = async (who: Person, id: string) => (await server.request(query, { id }, who.token)).data;
  const readings = (who: Person) =>
    server.database.query("SELECT 1 FROM audit_line WHERE operation = 'readPairingNote' AND account_id = $1", [
      who.accountId,
    ]);
  const nothing = { node: null, myPairings: { edges: [] } };

  test('61: given a helper of an organisation, then a withdrawn consent ends the pairing, and nothing more is written or read', async () => {
    const { organisationId, helper, id } = await organisationHelper();
    const consentId = await consent(server, family, organisationId, { purpose: ConsentPurpose.SERVICE_DELIVERY });
    const other = await consent(server, family, organisationId, { purpose: ConsentPurpose.MEDIA_APPEAL });
    const pairingId = await paired(helper, { organisationId: id });
    const input = contact(pairingId);
    expect((await run(helper, 'recordPairingContact', input)).__typename).toBe('PairingContact');
    const withdraw = (consent: string) =>
      server.app.composition.consentService.withdrawConsent(family.adviser, {
        consentId: globalId('Consent', consent),
      });
    await withdraw(other);
    expect(await seenBy(helper, pairingId)).toEqual({
      node: { household: null, contacts: [{ note: words }] },
      myPairings: { edges: [{ node: { id: pairingId, contacts: [{ note: words }] } }] },
    });
    const before = await readings(helper);
    expect(await run(officer, 'endPairing', { commandId: v7(), pairingId, reason: 'CONSENT_WITHDRAWN' })).toMatchObject(
      {
        field: 'reason',
      },
    );
    await withdraw(consentId);
    expect(await standing()).toEqual([{ reason: 'CONSENT_WITHDRAWN' }]);
    expect(await run(helper, 'recordPairingContact', contact(pairingId))).toMatchObject({ currentStatus: 'ENDED' });
    expect(await run(helper, 'recordPairingContact', input, 'note')).toEqual({
      __typename: 'PairingContact',
      note: null,
    });
    expect([await seenBy(helper, pairingId), await readings(helper)]).toEqual([nothing, before]);
    expect((await seenBy(officer, pairingId)).node.contacts).toEqual([{ note: words }]);
  });

  test('61: given a consent that runs out, then its helper reads nothing from that moment, and what rests on it ends once, but for a restricted case', async () => {
    const organisationId = await specialist(server);
    const helper = await people(server).organisationMember(organisationId);
    const worker = await people(server).adviser(community);
    for (const kind of [CaseKind.GENERAL, CaseKind.FAMILY_DISPUTE])
      await openedCase(server, worker.actor, { household: family, kind, provider: organisationId });
    const pairingId = await paired(helper, { organisationId: globalId('Organisation', organisationId) });
    await run(helper, 'recordPairingContact', contact(pairingId));
    const renewed = await household(server, { areaCode: community });
    await consent(server, renewed, organisationId);
    await runOut();
    await consent(server, renewed, organisationId);
    expect((await seenBy(helper, pairingId)).node).toEqual({ household: null, contacts: [{ note: null }] });
    expect(await readings(helper)).toEqual([]);
    const { consentService } = server.app.composition;
    const followed = await Promise.all([consentService.followExpired(), consentService.followExpired()]);
    expect([followed[0] + followed[1], await consentService.followExpired()]).toEqual([2, 0]);
    expect(await standing()).toEqual([{ reason: 'CONSENT_WITHDRAWN' }]);
    expect(await seenBy(helper, pairingId)).toEqual(nothing);
    const providers = await server.database.query(
      'SELECT kind, provider_organisation_id AS provider FROM care_case WHERE household_id = $1 ORDER BY kind DESC',
      [family.householdId],
    );
    expect(providers).toEqual([
      { kind: 'GENERAL', provider: null },
      { kind: 'FAMILY_DISPUTE', provider: organisationId },
    ]);
    const lines = await server.database.query(
      "SELECT subject_id FROM audit_line WHERE operation = 'followExpiredConsent'",
    );
    expect(lines).toEqual([{ subject_id: family.householdId }]);

    /** The last day of every consent to it is over. */
    async function runOut(): Promise<void> {
      await server.database.query(
        `UPDATE consent SET given_at = now() - interval '2 days', expires_at = now() - interval '1 day'
          WHERE recipient_organisation_id = $1`,
        [organisationId],
      );
    }
  });

  test('given an appointment that ends or an organisation that is suspended, then its pairings end with it, once, and whoever it concerns hears', async () => {
    const adviser: StagedAdviser = await appointed(server, run, officer, { areaCode: community });
    const { organisationId, helper, id } = await organisationHelper();
    await consent(server, family, organisationId);
    const first = await paired(adviser);
    const second = await paired(helper, { organisationId: id });
    await run(officer, 'endAppointment', { commandId: v7(), adviserId: adviser.id, reason: 'MOVED' });
    expect(await standing()).toEqual([{ reason: 'HELPER_LEFT' }, { reason: null }]);
    const bureau = await people(server).bureau();
    await server.app.composition.organisationService.suspendOrganisation(bureau.actor, organisationId, '检查');
    expect(await standing()).toEqual([{ reason: 'HELPER_LEFT' }, { reason: 'HELPER_LEFT' }]);
    for (const pairingId of [first, second])
      expect(await run(officer, 'endPairing', { commandId: v7(), pairingId, reason: 'OTHER' })).toMatchObject({
        currentStatus: 'ENDED',
      });
    const told = await server.database.query(
      "SELECT audience FROM event WHERE type = 'PairingEnded' AND payload->>'householdId' = $1 ORDER BY position",
      [family.householdId],
    );
    expect(told).toEqual(
      [adviser, helper].map((who) => ({
        audience: [
          'area:64',
          'area:6401',
          'area:640104',
          'area:640104001',
          `area:${community}`,
          `account:${who.accountId}`,
        ],
      })),
    );
  });
});
