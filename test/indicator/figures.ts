/** Promises figures asked for over HTTP, as somebody of the sample district asks for them. */
import { postGraphQL, type TestServer } from '../stage/server';

export interface Figure {
  readonly value: string | null;
  readonly suppressed: boolean;
}

export interface Scope {
  readonly from: string;
  readonly to: string;
  readonly areaCode?: string;
  readonly organisationId?: string;
  readonly adviserId?: string;
  readonly facet?: string;
}

export async function signIn(server: TestServer, login: string): Promise<string> {
  const mutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
  const { data } = await postGraphQL(server.url, mutation, { input: { login, password: 'linkage-demo-2023' } });
  return data.signIn.accessToken as string;
}

/** The answer to `indicators`, with what is selected of each indicator. */
export async function ask(server: TestServer, token: string, scope: Scope, codes?: readonly string[], more = '') {
  const { data, errors } = await server.request(
    `query ($scope: IndicatorScopeInput!, $codes: [String!]) { indicators(scope: $scope, codes: $codes) { __typename
       ... on IndicatorReport { from to previousFrom previousTo derived { code permille }
         indicators { measure { code personal domain } figure { value suppressed } previous { value suppressed } changePermille ${more} } }
       ... on FigureTooNarrow { measure } ... on NotFound { type } ... on InvalidInput { field } } }`,
    { scope, codes },
    token,
  );
  if (errors) throw new Error(errors[0]!.message);
  return data.indicators;
}

/** The figures by code: text, or null where suppressed. */
export async function figures(server: TestServer, token: string, scope: Scope, codes?: readonly string[]) {
  const answer = await ask(server, token, scope, codes);
  if (!answer.indicators) return answer.__typename as string;
  return Object.fromEntries(
    answer.indicators.map((one: { measure: { code: string }; figure: Figure }) => [one.measure.code, one.figure.value]),
  ) as Record<string, string | null>;
}
