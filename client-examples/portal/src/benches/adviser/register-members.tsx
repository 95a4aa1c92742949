/** Promises the people of a household, each with what tells who they are to the household: the head first, more by one tap. */
import Button from 'antd/es/button';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { Field } from './field';
import { ageBands, membersMaximum, newMember, relations, type MemberDraft, type Relation } from './register-draft';

export interface RegisterMembersProps {
  readonly members: readonly MemberDraft[];
  /** Why a path of the input was refused. */
  readonly wrongAt: (path: string) => string | undefined;
  readonly onChange: (members: readonly MemberDraft[]) => void;
}

export function RegisterMembers({ members, wrongAt, onChange }: RegisterMembersProps) {
  const { t } = useWords('adviser');
  const change = (at: number, part: Partial<MemberDraft>) =>
    onChange(members.map((member, index) => (index === at ? { ...member, ...part } : member)));
  return (
    <fieldset className="members stack">
      <legend>{t('register.members')}</legend>
      {wrongAt('members') && <p className="wrong">{wrongAt('members')}</p>}
      {members.map((member, index) => (
        <Member
          key={member.memberId}
          member={member}
          at={index}
          wrongAt={wrongAt}
          change={(part) => change(index, part)}
          onRemove={index === 0 ? undefined : () => onChange(members.filter((one) => one !== member))}
        />
      ))}
      {members.length < membersMaximum && (
        <div>
          <Button onClick={() => onChange([...members, newMember('CHILD')])}>{t('register.addMember')}</Button>
        </div>
      )}
    </fieldset>
  );
}

interface MemberProps {
  readonly member: MemberDraft;
  readonly at: number;
  readonly wrongAt: (path: string) => string | undefined;
  readonly change: (part: Partial<MemberDraft>) => void;
  /** The first stays. */
  readonly onRemove: (() => void) | undefined;
}

function Member({ member, at, wrongAt, change, onRemove }: MemberProps) {
  const { t } = useWords('adviser');
  const path = (field: string) => `members.${at}.${field}`;
  const input = (field: 'name' | 'residentNumber') => ({
    name: path(field),
    value: member[field],
    autoComplete: 'off',
    spellCheck: false,
    'aria-describedby': `${path(field)}-said`,
    'aria-invalid': wrongAt(path(field)) !== undefined,
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  return (
    <section className="member stack" aria-label={t('register.member', { number: at + 1 })}>
      <div className="row">
        <strong>{t('register.member', { number: at + 1 })}</strong>
        <RelationChoice name={path('relation')} value={member.relation} onChange={(relation) => change({ relation })} />
        {onRemove && (
          <button
            type="button"
            className="quiet-button"
            aria-label={t('register.removeMember', { number: at + 1 })}
            onClick={onRemove}
          >
            {t('register.remove')}
          </button>
        )}
      </div>
      {wrongAt(`members.${at}`) && <p className="wrong">{wrongAt(`members.${at}`)}</p>}
      <Field name={path('name')} label={t('who.names')} wrong={wrongAt(path('name'))}>
        <input {...input('name')} maxLength={50} required />
      </Field>
      <Field
        name={path('residentNumber')}
        label={t('register.number')}
        hint={t('register.numberHint')}
        wrong={wrongAt(path('residentNumber'))}
      >
        <input {...input('residentNumber')} maxLength={24} />
      </Field>
      {member.residentNumber.trim() === '' && (
        <Tiles
          legend={t('register.ageBand')}
          options={ageBands.map((value) => ({ value, label: t(`ageBand.${value}`) }))}
          value={member.ageBand}
          onChange={(ageBand) => change({ ageBand })}
        />
      )}
    </section>
  );
}

interface RelationChoiceProps {
  readonly name: string;
  readonly value: Relation;
  readonly onChange: (relation: Relation) => void;
}

function RelationChoice({ name, value, onChange }: RelationChoiceProps) {
  const { t } = useWords('adviser');
  return (
    <label className="field relation">
      <span className="unseen">{t('register.relation')}</span>
      <select name={name} value={value} onChange={(event) => onChange(event.currentTarget.value as Relation)}>
        {relations.map((relation) => (
          <option key={relation} value={relation}>
            {t(`relation.${relation}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
