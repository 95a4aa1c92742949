/** Shows how a charity without the qualification raises with one that has it: the other finds the draft, reads it, and its word is for that. */
import { people, type Person } from '../stage/people';
import type { TestServer } from '../stage/server';
import { content, drafted, federation, run, today, type Federation } from './staging';

export interface PartnershipStage {
  readonly server: TestServer;
  /** Two charities that may raise from the public. */
  readonly own: Federation;
  readonly other: Federation;
}

export function showsPartnerships(stage: PartnershipStage): void {
  test('given a federation without the qualification, then it raises publicly only with one that has it and confirms', async () => {
    const { server, own, other } = stage;
    const plain = await federation(server, { qualified: false });
    const projectId = await drafted(server, plain);
    const filing = { projectId, filedOn: today, filingNumber: '慈募 2026-2' };
    const refused = { __typename: 'NotQualifiedToRaisePublicly' };
    expect(await run(server, plain.staff, 'fileCharityProject', filing)).toMatchObject(refused);
    const agreement = { projectId, organisationId: other.id, agreementNumber: '合-1', agreedOn: today };
    const toUnqualified = { ...agreement, organisationId: (await federation(server, { qualified: false })).id };
    expect(await run(server, plain.staff, 'proposeFundraisingPartnership', toUnqualified)).toMatchObject(refused);
    expect(await run(server, plain.staff, 'proposeFundraisingPartnership', agreement)).toMatchObject({ id: projectId });
    expect(await run(server, plain.staff, 'fileCharityProject', filing)).toMatchObject(refused);
    const read = { revision: 0, agreementNumber: '合-1' };
    const confirm = (who: Federation, wish = read) =>
      run(server, who.staff, 'confirmFundraisingPartnership', { projectId, ...wish });
    expect(await confirm(plain)).toMatchObject({ __typename: 'NotFound' });
    expect(await confirm(own)).toMatchObject({ __typename: 'NotFound' });
    expect(await confirm(other, { ...read, agreementNumber: '合-0' })).toMatchObject({
      ...{ __typename: 'InvalidInput', field: 'agreementNumber' },
    });
    expect(await confirm(other)).toMatchObject({ id: projectId });
    // Its word was for what it had read.
    const revise = { projectId, content: content({ targetFen: '30000000' }) };
    expect(await run(server, plain.staff, 'reviseCharityProject', revise)).toMatchObject({ status: 'DRAFT' });
    expect(await run(server, plain.staff, 'fileCharityProject', filing)).toMatchObject(refused);
    expect(await confirm(other)).toMatchObject({ __typename: 'DraftHasChanged', revision: 1 });
    expect(await run(server, plain.staff, 'fileCharityProject', filing)).toMatchObject(refused);
    expect(await confirm(other, { ...read, revision: 1 })).toMatchObject({ id: projectId });
    expect(await run(server, plain.staff, 'fileCharityProject', filing)).toMatchObject({ status: 'FILED' });
  });

  test('given a draft that names a partner, then who may confirm for it finds and reads it, until it did; its other members and other charities do not', async () => {
    const { server, own } = stage;
    const plain = await federation(server, { qualified: false });
    const asked = await federation(server);
    const member = await people(server).organisationMember(asked.organisationId);
    const projectId = await drafted(server, plain);
    const agreement = { projectId, organisationId: asked.id, agreementNumber: '合-2', agreedOn: today };
    const look = async (who: Person, of = asked) =>
      (
        await server.request(
          `query ($id: ID!, $of: ID!) { charityProject(id: $id) { revision plan { bankAccount } }
             charityProjects(first: 5, toConfirmBy: $of) { edges { node { id } } } all: charityProjects(first: 50) { edges { node { id } } } }`,
          { id: projectId, of: of.id },
          who.token,
        )
      ).data;
    const ids = (page: { edges: { node: { id: string } }[] }) => page.edges.map(({ node }) => node.id);
    const nothing = { charityProject: null, charityProjects: { edges: [] } };
    expect(await look(asked.staff)).toMatchObject(nothing);
    await run(server, plain.staff, 'proposeFundraisingPartnership', agreement);
    const found = await look(asked.staff);
    expect(found).toMatchObject({
      charityProject: { revision: 0, plan: { bankAccount: '1040123456789012' } },
      charityProjects: { edges: [{ node: { id: projectId } }] },
    });
    expect(ids(found.all)).toContain(projectId);
    for (const stranger of [member, own.staff]) {
      const seen = await look(stranger);
      expect(seen).toMatchObject(nothing);
      expect(ids(seen.all)).not.toContain(projectId);
    }
    expect(await look(plain.staff, plain)).toMatchObject({ charityProjects: { edges: [] } });
    expect(await run(server, asked.staff, 'reviseCharityProject', { projectId, content: content() })).toEqual({
      code: 'FORBIDDEN',
    });
    const read = { projectId, revision: 0, agreementNumber: '合-2' };
    expect(await run(server, asked.staff, 'confirmFundraisingPartnership', read)).toMatchObject({ id: projectId });
    expect(await look(asked.staff)).toMatchObject({ charityProject: { revision: 0 }, charityProjects: { edges: [] } });
  });
}
