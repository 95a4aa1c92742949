/** Promises the people of the story, signed in: an adviser, organisations, the charity federation, and a company that gives. */
import { Person } from './person';

export interface Provider extends Person {
  organisationId: string;
}

export interface Cast {
  readonly adviser: Person;
  /** A community that the adviser serves, and one grid of it. */
  readonly communityCode: string;
  readonly gridCode: string;
  readonly first: Provider;
  readonly second: Provider;
  readonly third: Provider;
  /** Helps disabled people; a need for cleaning is not for it. */
  readonly bystander: Provider;
  readonly federation: Provider;
  readonly company: Provider;
  /** Somebody at the door of the household, without an account. */
  readonly household: Person;
}

const password = 'linkage-demo-2023';

export async function gatherCast(url: string): Promise<Cast> {
  const adviser = await new Person('顾问 adviser', url).signIn('adviser', password);
  const { me } = await adviser.request<{ me: { roles: { areaCode: string }[] } }>('{ me { roles { areaCode } } }');
  const communityCode = me.roles[0]!.areaCode;
  const { area } = await adviser.request<{ area: { children: { edges: { node: { code: string } }[] } } }>(
    'query ($code: String!) { area(code: $code) { children(first: 1) { edges { node { code } } } } }',
    { code: communityCode },
  );
  return {
    adviser,
    communityCode,
    gridCode: area.children.edges[0]!.node.code,
    first: await provider(url, 'organisation-2'),
    second: await provider(url, 'organisation-7'),
    third: await provider(url, 'organisation-8'),
    bystander: await provider(url, 'organisation-3'),
    federation: await provider(url, 'federation'),
    company: await provider(url, 'company'),
    household: new Person('家庭 household', url),
  };
}

async function provider(url: string, login: string): Promise<Provider> {
  const person = await new Person(login, url).signIn(login, password);
  const { me } = await person.request<{ me: { roles: { organisationId: string }[] } }>(
    '{ me { roles { organisationId } } }',
  );
  const { organisationId } = me.roles[0]!;
  const { organisation } = await person.request<{ organisation: { name: string; nameEn: string } }>(
    'query ($id: ID!) { organisation(id: $id) { name nameEn } }',
    { id: organisationId },
  );
  return Object.assign(person, { name: `${organisation.name} ${organisation.nameEn}`, organisationId });
}
