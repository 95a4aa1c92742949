/** Promises the closed vocabularies of annual evaluations. */
import { registerEnumType } from 'type-graphql';

export enum EvaluationSubjectKind {
  STREET = 'STREET',
  COMMUNITY = 'COMMUNITY',
  ORGANISATION = 'ORGANISATION',
  ADVISER = 'ADVISER',
}

registerEnumType(EvaluationSubjectKind, {
  name: 'EvaluationSubjectKind',
  description: '测评对象 Who is evaluated.',
  valuesConfig: {
    STREET: { description: '街道、乡镇 Streets, townships and towns of the district.' },
    COMMUNITY: { description: '社区 Communities and villages of the district.' },
    ORGANISATION: { description: '社会组织 Organisations with work in the year.' },
    ADVISER: { description: '救助顾问 Advisers of the district.' },
  },
});

export enum EvaluationStatus {
  COMPUTED = 'COMPUTED',
  PUBLISHED = 'PUBLISHED',
}

registerEnumType(EvaluationStatus, {
  name: 'EvaluationStatus',
  description: '测评状态 Where an evaluation stands.',
  valuesConfig: {
    COMPUTED: { description: '已计算 Computed and frozen, seen by the bureau only.' },
    PUBLISHED: { description: '已公布 Told to those who were evaluated, who may appeal.' },
  },
});

export enum EvaluationAppealStatus {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
}

registerEnumType(EvaluationAppealStatus, {
  name: 'EvaluationAppealStatus',
  description: '申诉状态 Where an appeal stands.',
  valuesConfig: {
    OPEN: { description: '待裁决 Not decided yet.' },
    UPHELD: { description: '成立 The result was corrected in a new version.' },
    REJECTED: { description: '不成立 The result stands.' },
  },
});
