/** Promises a need before it is taken down, as each circle of readers would read it. */
import { Field, ObjectType, createUnionType } from 'type-graphql';
import { InvalidInput, NotFound } from '../refusals';
import { Need } from './need';
import { CardRevealsIdentity } from './refusals';

@ObjectType({
  description:
    '需求预览 A need before it is taken down, as those who may see it would read it. Nothing is kept; its ids name nothing.',
})
export class NeedPreview {
  @Field(() => Need, {
    description:
      '机构所见 What an organisation reads before it claims: the card and the community, nothing of the household.',
  })
  beforeClaim!: Need;

  @Field(() => Need, {
    description:
      '接单后所见 What the organisation that has claimed it reads as well; who the household is needs its consent, too.',
  })
  afterClaim!: Need;
}

export const PreviewNeedResult = createUnionType({
  name: 'PreviewNeedResult',
  description: '需求预览结果 The preview, or why the need would not be taken down.',
  types: () => [NeedPreview, NotFound, InvalidInput, CardRevealsIdentity] as const,
});
