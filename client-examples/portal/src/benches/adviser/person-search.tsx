/** Promises the way to a household by the number of one of its people: asked in a body, kept in no address and forgotten at once. */
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { FaultNotice, Notice } from '../../parts/notices';
import { HouseholdOfPerson, type HouseholdOfPersonQuery } from './household.documents';

export function PersonSearch() {
  const { t } = useWords('adviser');
  const navigate = useNavigate();
  const [isSearching, setSearching] = useState(false);
  const [ended, setEnded] = useState<'nobody' | Fault>();
  const search = async (form: HTMLFormElement) => {
    const residentNumber = new FormData(form).get('residentNumber');
    if (typeof residentNumber !== 'string') return;
    setSearching(true);
    setEnded(undefined);
    const { data, error } = await client
      .query<HouseholdOfPersonQuery>(HouseholdOfPerson, { residentNumber }, { requestPolicy: 'network-only' })
      .toPromise();
    setSearching(false);
    const id = data?.householdOfPerson?.id;
    if (error) return setEnded(faultOf(error));
    if (id === undefined) return setEnded('nobody');
    form.reset();
    void navigate(`/adviser/household/${encodeURIComponent(id)}`);
  };
  return (
    <form
      className="card stack"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void search(event.currentTarget);
      }}
    >
      <label className="field">
        {t('search.number')}
        <input name="residentNumber" required minLength={18} maxLength={24} autoComplete="off" spellCheck={false} />
        <span className="soft">{t('search.hint')}</span>
      </label>
      {ended === 'nobody' && <Notice kind="told">{t('search.nobody')}</Notice>}
      {ended && ended !== 'nobody' && <FaultNotice fault={ended} />}
      <div>
        <Button type="primary" htmlType="submit" loading={isSearching}>
          {t('search.go')}
        </Button>
      </div>
    </form>
  );
}
