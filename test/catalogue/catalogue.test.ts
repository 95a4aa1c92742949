/** Shows the list of resources: made from what rooms have, compared with the version before, published by a second person, frozen, for everybody. */
import { v7 } from 'uuid';
import { JobPostKind, WorkAbility } from '../../schema/employment/enums';
import { Literacy } from '../../schema/need/enums';
import { resourceSources } from '../../server/composition/catalogue';
import { accepted, provider } from '../stage/claims';
import { givingStage, lot, received } from '../stage/donations';
import { people, type Person } from '../stage/people';
import { startTestServer, type TestServer } from '../stage/server';

const fields = 'id number status entryCount added changed removed publishedAt';
const draft = `mutation ($input: DraftResourceCatalogueInput!) { draftResourceCatalogue(input: $input) {
  __typename ... on ResourceCatalogue { ${fields} } } }`;
const publish = `mutation ($input: PublishResourceCatalogueInput!) { publishResourceCatalogue(input: $input) {
  __typename ... on ResourceCatalogue { ${fields} } ... on WrongState { currentStatus } ... on NotFound { type } } }`;
const read = `query ($number: Int, $first: Int!, $after: String, $kind: ResourceKind, $areaCode: String) { resourceCatalogue(number: $number) { ${fields}
  entries(first: $first, after: $after, kind: $kind, areaCode: $areaCode) { pageInfo { hasNextPage endCursor }
    edges { node { kind title provider serviceKinds areaCodes available unit validUntil change } } } } }`;

describe('the list of resources', () => {
  let server: TestServer;
  let drafter: Person;
  let publisher: Person;
  const ask = async (person: Pick<Person, 'token'> | undefined, document: string, input: object) => {
    const { data, errors } = await server.request(document, { input }, person?.token);
    return errors ? errors[0]!.extensions.code : Object.values(data as object)[0];
  };
  const list = async (variables: object = {}, person?: Person) => {
    const { data, errors } = await server.request(read, { first: 100, ...variables }, person?.token);
    expect(errors).toBeUndefined();
    const catalogue = data.resourceCatalogue;
    return catalogue && { ...catalogue, entries: catalogue.entries.edges.map((edge: any) => edge.node) };
  };
  const drafted = () => ask(drafter, draft, { catalogueId: v7() });

  beforeAll(async () => {
    server = await startTestServer();
    drafter = await people(server).bureau();
    publisher = await people(server).bureau();
  });
  afterAll(() => server.close());

  test('given what rooms have, then a draft has it, its drafter can not publish it, and everybody reads what another published', async () => {
    expect(await list()).toBeNull();
    const organisation = await provider(server);
    const stage = await givingStage(server);
    await received(server, stage, { lots: [lot({ item: '棉被', unit: '床', quantity: 10n })] });
    const catalogueId = v7();
    const first = await ask(drafter, draft, { catalogueId });
    expect(first).toMatchObject({ status: 'DRAFT', entryCount: 2, added: 2, changed: 0, removed: 0, number: 1 });
    expect(await ask(drafter, draft, { catalogueId })).toEqual(first);
    expect([await list(), (await list({ number: 1 }, publisher)).status]).toEqual([null, 'DRAFT']);
    expect(await list({ number: 1 })).toBeNull();
    const input = { commandId: v7(), catalogueId: first.id };
    expect((await ask(drafter, publish, input)).__typename).toBe('AnotherPersonDecides');
    expect(await ask(await people(server).streetOfficer(), publish, input)).toBe('FORBIDDEN');
    const published = await ask(publisher, publish, input);
    expect(published).toMatchObject({ status: 'PUBLISHED', number: 1, entryCount: 2 });
    expect(await ask(publisher, publish, input)).toEqual(published);
    expect(await ask(publisher, publish, { ...input, commandId: v7() })).toMatchObject({ currentStatus: 'PUBLISHED' });
    const open = await list();
    expect(
      open.entries.map((entry: any) => [entry.kind, entry.title, entry.available, entry.unit, entry.change]),
    ).toEqual([
      ['GOODS', '棉被', '10', '床', 'ADDED'],
      ['SERVICE', '测试服务1', '10', '户', 'ADDED'],
    ]);
    expect(JSON.stringify(open)).not.toContain(organisation.organisationId);
  });

  test('given a change, an addition and an end, then the next version says so against the last, and the last stays as it was', async () => {
    const before = await list();
    await server.database.query('UPDATE service_offering SET capacity_maximum = 7');
    await provider(server);
    await server.database.query('UPDATE donation_lot SET withdrawn_at = now()');
    const abandoned = await drafted();
    const second = await drafted();
    expect([abandoned.number, second.number]).toEqual([2, 3]);
    expect(await ask(publisher, publish, { commandId: v7(), catalogueId: abandoned.id })).toMatchObject({
      currentStatus: 'REPLACED',
    });
    expect(await ask(publisher, publish, { commandId: v7(), catalogueId: second.id })).toMatchObject({
      ...{ entryCount: 2, added: 1, changed: 1, removed: 1 },
    });
    const now = await list();
    expect(now.entries.map((entry: any) => [entry.kind, entry.available, entry.change]).sort()).toEqual([
      ['GOODS', '10', 'REMOVED'],
      ['SERVICE', '10', 'ADDED'],
      ['SERVICE', '7', 'CHANGED'],
    ]);
    expect(await list({ number: 1 })).toEqual(before);
    const third = await drafted();
    expect(third).toMatchObject({ entryCount: 2, added: 0, changed: 0, removed: 0 });
    await expect(
      server.database.query("UPDATE catalogue_entry SET title = '别的' WHERE change = 'CHANGED'"),
    ).rejects.toThrow('never changes');
  });

  test('given pages, kinds and areas, then each entry comes once, and only what can be had there', async () => {
    const page = async (after?: string) =>
      (await server.request(read, { first: 2, after })).data.resourceCatalogue.entries;
    const one = await page();
    const two = await page(one.pageInfo.endCursor);
    expect([one.edges.length, one.pageInfo.hasNextPage, two.edges.length, two.pageInfo.hasNextPage]).toEqual([
      2,
      true,
      1,
      false,
    ]);
    expect((await list({ kind: 'GOODS' })).entries.length).toBe(1);
    expect((await list({ areaCode: '640104001002' })).entries.length).toBe(3);
    expect((await list({ areaCode: '640106' })).entries.length).toBe(0);
  });

  test('given each format, then the whole version is in the file, and no cell of it runs', async () => {
    await server.database.query("UPDATE service_offering SET name = '=1+1' WHERE capacity_maximum = 7");
    const { id } = await drafted();
    await ask(publisher, publish, { commandId: v7(), catalogueId: id });
    const file = async (format: string) => {
      const { data } = await server.request(
        `query ($format: CatalogueFormat!) { resourceCatalogue { file(format: $format) { fileName mediaType contentBase64 } } }`,
        { format },
      );
      return {
        ...data.resourceCatalogue.file,
        bytes: Buffer.from(data.resourceCatalogue.file.contentBase64, 'base64'),
      };
    };
    const csv = await file('CSV');
    expect(csv.fileName).toMatch(/^resource-catalogue-\d+\.csv$/);
    expect(csv.bytes.toString('utf8')).toContain("SERVICE,'=1+1,");
    expect((await file('XLSX')).bytes.subarray(0, 2).toString()).toBe('PK');
    const json = JSON.parse((await file('HSDS_JSON')).bytes.toString('utf8'));
    expect(json.services.length).toBe(2);
    expect(json.services[0]).toMatchObject({ status: 'active', organization: { name: expect.any(String) } });
  });

  test('given every source, then it can be asked, and is of one kind', () => {
    expect(new Set(resourceSources.map((source) => source.kind)).size).toBe(resourceSources.length);
    expect(resourceSources.map((source) => source.kind)).toEqual(['SERVICE', 'PROJECT', 'GOODS', 'POLICY', 'POST']);
  });

  test('given posts of work, then the list has those with places, how many and until when', async () => {
    const { employmentService } = server.app.composition;
    const posts = [];
    for (const [title, places] of [
      ['社区保洁员', 3],
      ['养老护理员', 1],
    ] as const) {
      const work = { education: Literacy.PRIMARY, abilities: [WorkAbility.STANDING], skills: [], situations: [] };
      const input = {
        ...{ postId: v7(), kind: JobPostKind.PUBLIC_WELFARE_POST, title, areaCodes: ['640104001'], ...work },
        ...{ ageFrom: 18, ageTo: 55, monthlyFen: 205_000n, places, closesOn: '2099-12-31' },
      };
      posts.push(accepted(await employmentService.publishJobPost(drafter.actor, input)));
    }
    await server.database.query('UPDATE job_post SET places_taken = places WHERE id = $1', [posts[1]!.id]);
    const { id } = await drafted();
    await ask(publisher, publish, { commandId: v7(), catalogueId: id });
    expect((await list({ kind: 'POST' })).entries).toEqual([
      {
        ...{ kind: 'POST', title: '社区保洁员', provider: '民政部门', serviceKinds: ['EMPLOYMENT_SUPPORT'] },
        ...{ areaCodes: ['640104001'], available: '3', unit: '个', validUntil: '2099-12-31', change: 'ADDED' },
      },
    ]);
  });
});
