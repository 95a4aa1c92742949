/** Promises what a post demands of a person as gates of their own, asked only where a person seeks and a post demands. */
import type { Change, GateName } from './explanation';
import { educations } from './facts';
import { fail, type Gate } from './gate';

const age: Gate = ({ worker }, { demands }) =>
  worker!.age >= demands!.ageFrom && worker!.age <= demands!.ageTo
    ? undefined
    : fail('AGE_OUTSIDE', { change: 'DEMAND_AGE_WITH', value: String(worker!.age) });

const education: Gate = ({ worker }, { demands }) =>
  educations.indexOf(worker!.education) >= educations.indexOf(demands!.education)
    ? undefined
    : fail('EDUCATION_BELOW', { change: 'LOWER_EDUCATION_TO', value: worker!.education });

function missing(demanded: readonly string[], held: readonly string[], change: Change['change']): Change[] {
  return demanded.filter((one) => !held.includes(one)).map((value) => ({ change, value }));
}

const health: Gate = ({ worker }, { demands }) => {
  const changes = missing(demands!.abilities, worker!.abilities, 'DROP_ABILITY');
  return changes.length === 0 ? undefined : fail('ABILITY_MISSING', ...changes);
};

const skill: Gate = ({ worker }, { demands }) => {
  const changes = missing(demands!.skills, worker!.skills, 'LEARN_SKILL');
  return changes.length === 0 ? undefined : fail('DEMANDED_SKILL_MISSING', ...changes);
};

export const demandGates: readonly (readonly [GateName, Gate])[] = [
  ['AGE', age],
  ['EDUCATION', education],
  ['HEALTH', health],
  ['DEMANDED_SKILL', skill],
];
