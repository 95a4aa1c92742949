#!/bin/sh
# Promises the same read with curl: signs in and prints the needs that the organisation can claim, best first.
#
#   client-examples/read-needs.sh http://127.0.0.1:4000 LOGIN PASSWORD ORGANISATION_ID
set -eu
url=$1 login=$2 password=$3 organisation=$4

token=$(curl -sS "$url/graphql" -H 'content-type: application/json' \
  --data "{\"query\":\"mutation (\$input: SignInInput!) { signIn(input: \$input) { ... on Session { accessToken } } }\",\"variables\":{\"input\":{\"login\":\"$login\",\"password\":\"$password\"}}}" |
  sed -n 's/.*"accessToken":"\([^"]*\)".*/\1/p')
[ -n "$token" ] || { echo '登录失败,请核对账号和密码 / sign-in failed, check login and password' >&2; exit 1; }

curl -sS "$url/graphql" -H 'content-type: application/json' -H "authorization: Bearer $token" \
  --data "{\"query\":\"query (\$of: ID!) { needsForOrganisation(organisationId: \$of, first: 10) { edges { node { score need { id cardText serviceKind urgency } } } } }\",\"variables\":{\"of\":\"$organisation\"}}"
echo
