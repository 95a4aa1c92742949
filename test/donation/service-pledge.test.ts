/** Shows pledges of services: donation and offering together or neither, matched with needs, taken back, and what is refused. */
import { v7 } from 'uuid';
import { ReleaseReason } from '../../schema/claim/reason';
import { globalId } from '../../schema/global-id';
import { isRefusal } from '../../schema/refusal';
import { ServiceKind } from '../../schema/taxonomy/service-kind';
import { checkData } from '../../server/allocation/check';
import { accepted, claimed, delivered } from '../stage/claims';
import { givingStage, type GivingStage } from '../stage/donations';
import { referredNeed } from '../stage/needs';
import { approvedOrganisation } from '../stage/organisations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

describe('a pledge of services', () => {
  let server: TestServer;
  let stage: GivingStage;
  beforeAll(async () => {
    server = await startTestServer();
    stage = await givingStage(server);
  });
  afterAll(() => server.close());

  const service = (more: Record<string, unknown> = {}) => ({
    ...{ donationId: v7(), offeringId: v7(), standing: true },
    donorOrganisationId: globalId('Organisation', stage.companyId),
    recipientOrganisationId: globalId('Organisation', stage.charityId),
    ...{ serviceKind: 'MEDICAL_SUPPORT', name: '社区义诊', areaCodes: ['640104'], capacityMaximum: 2 },
    ...more,
  });
  const fields = `id form status standingOffer: service { standing offering { id serviceKind name areaCodes withdrawnAt
    organisation { id } capacity { status maximum used available } } } lots { id } moneyFen`;
  async function run(operation: string, input: Record<string, unknown>, person: Person = stage.partner): Promise<any> {
    const type =
      operation === 'returnDonation'
        ? 'DisposeDonationInput'
        : `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`;
    const answer = await server.request(
      `mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Donation { ${fields} }
         ${operation === 'withdrawPledge' ? '' : '... on InvalidInput { field }'} ... on NotFound { type } } }`,
      { input },
      person.token,
    );
    return answer.errors ? { code: answer.errors[0]!.extensions.code } : answer.data[operation];
  }
  const counts = () =>
    server.database.query(
      'SELECT (SELECT count(*) FROM donation) d, (SELECT count(*) FROM service_offering) o, (SELECT count(*) FROM event) e, (SELECT count(*) FROM audit_line) a',
    );

  test('given a standing pledge, then donation, offering, both lines and both events are of one transaction, and the offering is matched', async () => {
    const input = service({ serviceKind: 'CLEANING', name: '企业志愿保洁' });
    const made = await run('pledgeService', input);
    expect(made).toEqual({
      __typename: 'Donation',
      id: globalId('Donation', input.donationId),
      form: 'SERVICE',
      status: 'PLEDGED',
      standingOffer: {
        standing: true,
        offering: {
          id: globalId('ServiceOffering', input.offeringId),
          serviceKind: 'CLEANING',
          name: '企业志愿保洁',
          areaCodes: ['640104'],
          withdrawnAt: null,
          organisation: { id: globalId('Organisation', stage.companyId) },
          capacity: { status: 'CAPACITY', maximum: 2, used: 0, available: 2 },
        },
      },
      lots: [],
      moneyFen: null,
    });
    const written = await server.database.query(
      `SELECT operation FROM audit_line WHERE subject_id IN ($1, $2) AND at = (SELECT pledged_at FROM donation WHERE id = $1) ORDER BY position`,
      [input.donationId, input.offeringId],
    );
    expect(written.map((line) => line.operation)).toEqual(['pledgeService', 'publishOffering']);
    const told = await server.database.query(
      'SELECT type, transaction FROM event WHERE subject_id IN ($1, $2) ORDER BY transaction, position',
      [input.donationId, input.offeringId],
    );
    expect(told.map((event) => event.type)).toEqual(['OfferingPublished', 'DonationPledged']);
    expect(new Set(told.map((event) => event.transaction)).size).toBe(1);
    const need = await referredNeed(server, { serviceKind: ServiceKind.CLEANING });
    const claim = await claimed(
      server,
      {
        organisationId: stage.companyId,
        id: globalId('Organisation', stage.companyId),
        offeringId: input.offeringId,
        member: stage.partner.actor,
      },
      need,
    );
    expect(claim.offeringId).toBe(input.offeringId);
    const seen = await server.request(
      'query ($id: ID!) { donation(id: $id) { service { offering { capacity { used available } } } } }',
      { id: made.id },
      stage.staff.token,
    );
    expect(seen.data.donation.service.offering.capacity).toEqual({ used: 1, available: 1 });
    expect(await checkData(server.app.composition.database)).toEqual([]);
  });

  test('given a one-off pledge of two, when one is delivered and confirmed, then one place is left for good; of a standing one, two', async () => {
    const capacityOf = async (offeringId: string) =>
      (
        await server.database.query(
          'SELECT capacity_maximum AS maximum, capacity_used AS used FROM service_offering WHERE id = $1',
          [offeringId],
        )
      )[0];
    for (const [standing, maximum] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const { companyId, partner } = await givingStage(server);
      const donorOrganisationId = globalId('Organisation', companyId);
      const input = service({ standing, donorOrganisationId, serviceKind: 'AGE_FRIENDLY_MODIFICATION' });
      expect(await run('pledgeService', input, partner)).toMatchObject({ standingOffer: { standing } });
      const giver = { organisationId: companyId, id: donorOrganisationId, offeringId: input.offeringId };
      const [first, second] = [
        await referredNeed(server, { serviceKind: ServiceKind.AGE_FRIENDLY_MODIFICATION }),
        await referredNeed(server, { serviceKind: ServiceKind.AGE_FRIENDLY_MODIFICATION }),
      ];
      const { id: claimId } = await delivered(server, { ...giver, member: partner.actor }, first);
      const released = await claimed(server, { ...giver, member: partner.actor }, second);
      expect(await capacityOf(input.offeringId)).toEqual({ maximum: 2, used: 2 });
      const { claimService, deliveryService } = server.app.composition;
      accepted(
        await claimService.releaseClaim(partner.actor, {
          commandId: v7(),
          claimId: released.globalId,
          reason: ReleaseReason.NO_CAPACITY,
        }),
      );
      expect(await capacityOf(input.offeringId)).toEqual({ maximum: 2, used: 1 });
      accepted(
        await deliveryService.confirmDelivery({
          commandId: v7(),
          claimId: globalId('Claim', claimId),
          cardCode: first.household.cardCode,
        }),
      );
      expect(await capacityOf(input.offeringId)).toEqual({ maximum, used: 0 });
    }
  });

  test('given books that were changed past the product, then the check names the gift that is not what its offering says', async () => {
    const input = service({ standing: false });
    await run('pledgeService', input);
    expect(await checkData(server.app.composition.database)).toEqual([]);
    await server.database.query("UPDATE service_offering SET pledge = 'STANDING' WHERE id = $1", [input.offeringId]);
    const rule = 'a gift of services is what its offering says';
    expect(await checkData(server.app.composition.database)).toEqual([{ rule, subjectId: input.donationId }]);
    await server.database.query("UPDATE service_offering SET pledge = 'ONE_OFF' WHERE id = $1", [input.offeringId]);
  });

  test('given it is taken back, then its offering takes on nothing more; taken back again, the same', async () => {
    const input = service();
    const { id } = await run('pledgeService', input);
    const command = { commandId: v7(), donationId: id };
    const withdrawn = await run('withdrawPledge', command);
    expect([withdrawn.status, withdrawn.standingOffer.offering.withdrawnAt !== null]).toEqual(['WITHDRAWN', true]);
    const before = await counts();
    expect(await run('withdrawPledge', command)).toEqual(withdrawn);
    expect(await counts()).toEqual(before);
  });

  test('given what no rule allows, then it is refused by type, and neither donation nor offering is stored', async () => {
    const published = v7();
    const { offeringService } = server.app.composition;
    const { donorOrganisationId, recipientOrganisationId, donationId, standing, offeringId, ...offered } = service();
    expect([donationId, standing, offeringId, recipientOrganisationId].length).toBe(4);
    const publishing = { ...offered, offeringId: published, organisationId: stage.companyId, takesRestricted: false };
    accepted(await offeringService.publishOffering(stage.partner.actor, publishing as never));
    const { organisationId } = await approvedOrganisation(server);
    const before = await counts();
    const sameId = v7();
    const refused: [object, Record<string, unknown>][] = [
      [{ __typename: 'InvalidInput', field: 'capacityMaximum' }, service({ capacityMaximum: 0 })],
      [{ __typename: 'InvalidInput', field: 'capacityMaximum' }, service({ capacityMaximum: 100_001 })],
      [{ __typename: 'InvalidInput', field: 'areaCodes' }, service({ areaCodes: ['999999'] })],
      [{ __typename: 'InvalidInput', field: 'name' }, service({ name: ' ' })],
      [{ __typename: 'NotFound', type: 'Organisation' }, service({ recipientOrganisationId: donorOrganisationId })],
      [{ __typename: 'IdempotencyMismatch' }, service({ offeringId: published })],
      [{ __typename: 'IdempotencyMismatch' }, service({ donationId: sameId, offeringId: sameId })],
      [
        { __typename: 'NotFound', type: 'Organisation' },
        service({ donorOrganisationId: globalId('Organisation', organisationId) }),
      ],
    ];
    for (const [answer, input] of refused) expect(await run('pledgeService', input)).toEqual(answer);
    expect(await run('pledgeService', service(), stage.staff)).toEqual({ code: 'FORBIDDEN' });
    expect(await run('pledgeService', service(), await people(server).organisationMember(stage.companyId))).toEqual({
      code: 'FORBIDDEN',
    });
    expect(await counts()).toEqual(before);
  });

  test('given the same ids fifty times at once, then one donation with one offering and the same answer; with other contents a refusal', async () => {
    const input = service();
    const { servicePledgeService } = server.app.composition;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => servicePledgeService.pledgeService(stage.partner.actor, input as never)),
    );
    expect(answers.filter((answer) => isRefusal(answer))).toEqual([]);
    const stored = await server.database.query('SELECT id FROM donation WHERE offering_id = $1', [input.offeringId]);
    expect(stored).toEqual([{ id: input.donationId }]);
    expect(await run('pledgeService', { ...input, standing: false })).toEqual({ __typename: 'IdempotencyMismatch' });
  });

  test('given commands on sums and lots, then they do not touch a pledge of services', async () => {
    const { id: donationId } = await run('pledgeService', service());
    const before = await counts();
    const invalid = { __typename: 'InvalidInput', field: 'donationId' };
    const lots = [{ lotId: v7(), item: '棉被', unit: '床', quantity: '1', unitValueFen: '1', condition: 'NEW' }];
    expect(await run('revisePledge', { revisionId: v7(), donationId, lots })).toEqual(invalid);
    expect(await run('receiveDonation', { commandId: v7(), donationId }, stage.staff)).toEqual(invalid);
    expect(await run('returnDonation', { disposalId: v7(), donationId, amount: '1' }, stage.staff)).toEqual({
      __typename: 'NotFound',
      type: 'DonationLot',
    });
    expect(await counts()).toEqual(before);
  });
});
