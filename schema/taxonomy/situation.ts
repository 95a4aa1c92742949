/** Promises the situations a household can be in, and those that make a need restricted. */
import { registerEnumType } from 'type-graphql';

export enum Situation {
  DISABLED = 'DISABLED',
  SERIOUSLY_ILL = 'SERIOUSLY_ILL',
  ELDERLY_ALONE = 'ELDERLY_ALONE',
  ELDERLY = 'ELDERLY',
  MINOR = 'MINOR',
  SINGLE_PARENT = 'SINGLE_PARENT',
  UNEMPLOYED = 'UNEMPLOYED',
  MENTAL_ILLNESS = 'MENTAL_ILLNESS',
  DOMESTIC_VIOLENCE = 'DOMESTIC_VIOLENCE',
  FAMILY_DISPUTE = 'FAMILY_DISPUTE',
  DISASTER_STRUCK = 'DISASTER_STRUCK',
  BEREAVED = 'BEREAVED',
  AWAY_FROM_REGISTERED_HOME = 'AWAY_FROM_REGISTERED_HOME',
}

registerEnumType(Situation, {
  name: 'Situation',
  description: '困难情形 The situation of a household (Open Eligibility: human situations).',
  valuesConfig: {
    DISABLED: { description: '残疾 Living with a disability.' },
    SERIOUSLY_ILL: { description: '重病 Seriously ill.' },
    ELDERLY_ALONE: { description: '独居老人 Elderly and living alone.' },
    ELDERLY: { description: '老年人 Elderly.' },
    MINOR: { description: '未成年人 Concerns a minor; makes a need restricted.' },
    SINGLE_PARENT: { description: '单亲 Single parent.' },
    UNEMPLOYED: { description: '失业 Out of work.' },
    MENTAL_ILLNESS: { description: '精神障碍 Depression, anxiety or another mental illness; makes a need restricted.' },
    DOMESTIC_VIOLENCE: { description: '家暴 Domestic violence; makes a need restricted.' },
    FAMILY_DISPUTE: { description: '家庭纠纷 Family dispute.' },
    DISASTER_STRUCK: { description: '受灾 Struck by a disaster.' },
    BEREAVED: { description: '亲人过世 Bereaved.' },
    AWAY_FROM_REGISTERED_HOME: { description: '人户分离 Living away from the registered home.' },
  },
});

const restrictedSituations = new Set<Situation>([
  Situation.MINOR,
  Situation.MENTAL_ILLNESS,
  Situation.DOMESTIC_VIOLENCE,
]);

/** Mental health, domestic violence and minors are never in the open pool. */
export function anyRestricted(situations: readonly Situation[]): boolean {
  return situations.some((situation) => restrictedSituations.has(situation));
}
