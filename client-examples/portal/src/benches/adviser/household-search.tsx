/** Promises the way to a household by the code of its card or the number of one of its people: asked in a body, kept in no address, forgotten at once. */
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import Button from 'antd/es/button';
import { client, faultOf, type Fault } from '../../graphql/client';
import { useWords } from '../../language/language';
import { Tiles } from '../../parts/choices';
import { FaultNotice, Notice } from '../../parts/notices';
import { Field } from './field';
import {
  HouseholdOfCard,
  HouseholdOfPerson,
  type HouseholdOfCardQuery,
  type HouseholdOfPersonQuery,
} from './household.documents';

const ways = ['card', 'number'] as const;
type Way = (typeof ways)[number];

async function find(way: Way, written: string): Promise<{ readonly id?: string } | Fault> {
  const policy = { requestPolicy: 'network-only' } as const;
  if (way === 'card') {
    const asked = client.query<HouseholdOfCardQuery>(HouseholdOfCard, { code: written }, policy);
    const { data, error } = await asked.toPromise();
    return error ? faultOf(error) : { id: data?.householdOfCard?.id };
  }
  const asked = client.query<HouseholdOfPersonQuery>(HouseholdOfPerson, { residentNumber: written }, policy);
  const { data, error } = await asked.toPromise();
  return error ? faultOf(error) : { id: data?.householdOfPerson?.id };
}

export function HouseholdSearch() {
  const { t } = useWords('adviser');
  const navigate = useNavigate();
  const [way, setWay] = useState<Way>('card');
  const [isSearching, setSearching] = useState(false);
  const [ended, setEnded] = useState<'nobody' | Fault>();
  const search = async (form: HTMLFormElement) => {
    const written = new FormData(form).get(way === 'card' ? 'cardCode' : 'residentNumber');
    if (typeof written !== 'string') return;
    setSearching(true);
    setEnded(undefined);
    const found = await find(way, written);
    setSearching(false);
    if ('code' in found) return setEnded(found);
    if (found.id === undefined) return setEnded('nobody');
    form.reset();
    void navigate(`/adviser/household/${encodeURIComponent(found.id)}`);
  };
  return (
    <form
      className="card stack"
      aria-label={t('search.legend')}
      onSubmit={(event) => {
        event.preventDefault();
        void search(event.currentTarget);
      }}
    >
      <Tiles
        legend={t('search.by')}
        options={ways.map((value) => ({ value, label: t(`search.way.${value}`) }))}
        value={way}
        onChange={(next) => {
          setWay(next);
          setEnded(undefined);
        }}
      />
      <WrittenField key={way} way={way} />
      <p className="soft">{t('search.why')}</p>
      {ended === 'nobody' && (
        <Notice kind="told" action={way === 'number' && <Link to="/adviser/register">{t('register.begin')}</Link>}>
          {t(way === 'card' ? 'search.noCard' : 'search.nobody')}
        </Notice>
      )}
      {ended && ended !== 'nobody' && <FaultNotice fault={ended} />}
      <div>
        <Button type="primary" htmlType="submit" loading={isSearching}>
          {t('search.go')}
        </Button>
      </div>
    </form>
  );
}

function WrittenField({ way }: { readonly way: Way }) {
  const { t } = useWords('adviser');
  const shared = { required: true, autoComplete: 'off', spellCheck: false };
  if (way === 'card')
    return (
      <Field name="cardCode" label={t('search.card')} hint={t('search.cardHint')}>
        <input
          {...shared}
          name="cardCode"
          minLength={16}
          maxLength={40}
          autoCapitalize="characters"
          aria-describedby="cardCode-said"
        />
      </Field>
    );
  return (
    <Field name="residentNumber" label={t('search.number')} hint={t('search.hint')}>
      <input {...shared} name="residentNumber" minLength={18} maxLength={24} aria-describedby="residentNumber-said" />
    </Field>
  );
}
