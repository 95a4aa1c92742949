-- The whole database on one page, printed by `npm run print:structure`; migrations make it.

CREATE OR REPLACE FUNCTION public.allow_only_erased_note()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.note = '[已删除 erased]' AND to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '23001';
END $function$
;

CREATE OR REPLACE FUNCTION public.event_history()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  cluster text := '?';
  line text := '?';
BEGIN
  -- A service that runs PostgreSQL for others may keep these two to itself; the others still tell.
  BEGIN
    SELECT system_identifier::text INTO cluster FROM pg_control_system();
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN NULL;
  END;
  BEGIN
    -- A name of the log begins with its line of time; the control file tells of a new one only after its first checkpoint.
    SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) INTO line;
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN NULL;
  END;
  RETURN concat_ws(' ', cluster, line, (SELECT oid FROM pg_database WHERE datname = current_database()), 'event_epoch'::regclass::oid);
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = '23001';
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change_of_disclosure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'what was published is never changed: append a note';
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change_of_published_catalogue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (SELECT status FROM catalogue_version WHERE id = coalesce(OLD.version_id, NEW.version_id)) = 'PUBLISHED' THEN
    RAISE EXCEPTION 'a published catalogue never changes' USING ERRCODE = '23001';
  END IF;
  RETURN coalesce(NEW, OLD);
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_early_removal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.at < now() - (CASE WHEN OLD.kind IN ('REFERRAL', 'CLAIM', 'SWAP') THEN interval '365 days' ELSE interval '30 days' END)
  THEN RETURN OLD;
  END IF;
  RAISE EXCEPTION 'decisions are never changed or removed before their time' USING ERRCODE = '23001';
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_earmark_on_closed_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.earmark_project_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.earmark_project_id IS DISTINCT FROM OLD.earmark_project_id)
     AND NOT EXISTS (SELECT FROM charity_project WHERE id = NEW.earmark_project_id AND status = 'OPEN') THEN
    RAISE EXCEPTION 'a donation is given for an open project' USING ERRCODE = '23514', CONSTRAINT = 'a_donation_is_given_for_an_open_project';
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_gap_in_receipt_numbers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.last_number <> OLD.last_number + 1 OR (NEW.organisation_id, NEW.year, NEW.code, NEW.supervisor) IS DISTINCT FROM
     (OLD.organisation_id, OLD.year, OLD.code, OLD.supervisor) THEN
    RAISE EXCEPTION 'receipt numbers follow one another' USING ERRCODE = '23514', CONSTRAINT = 'receipt_numbers_follow_one_another';
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_other_than_publishing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.status <> 'COMPUTED' OR NEW.status <> 'PUBLISHED' OR
     (to_jsonb(NEW) - ARRAY['status', 'published_by', 'published_at', 'appeal_until']) IS DISTINCT FROM
     (to_jsonb(OLD) - ARRAY['status', 'published_by', 'published_at', 'appeal_until']) THEN
    RAISE EXCEPTION 'an evaluation is published, never changed' USING ERRCODE = '23514', CONSTRAINT = 'an_evaluation_is_published_never_changed';
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_other_than_voiding()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.status <> 'ISSUED' OR NEW.status <> 'VOIDED' OR
     (to_jsonb(NEW) - ARRAY['status', 'void_reason', 'voided_by', 'voided_at']) IS DISTINCT FROM
     (to_jsonb(OLD) - ARRAY['status', 'void_reason', 'voided_by', 'voided_at']) THEN
    RAISE EXCEPTION 'a receipt is voided, never changed' USING ERRCODE = '23514', CONSTRAINT = 'a_receipt_is_voided_never_changed';
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_ruleset_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (OLD.status, NEW.status) IN (('DRAFT', 'APPROVED'), ('APPROVED', 'RETIRED'))
     AND (NEW.id, NEW.number, NEW.version, NEW.weights, NEW.scales, NEW.reason, NEW.proposed_by, NEW.proposed_at)
         IS NOT DISTINCT FROM
         (OLD.id, OLD.number, OLD.version, OLD.weights, OLD.scales, OLD.reason, OLD.proposed_by, OLD.proposed_at)
     AND (OLD.status = 'DRAFT' OR (NEW.approved_by, NEW.approved_at) IS NOT DISTINCT FROM (OLD.approved_by, OLD.approved_at))
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a ruleset is approved once and retired once, and never changed' USING ERRCODE = '23001';
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_series_ahead_of_its_receipts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM receipt WHERE organisation_id = NEW.organisation_id AND year = NEW.year AND number = NEW.last_number) THEN
    RAISE EXCEPTION 'a number drawn has its receipt' USING ERRCODE = '23514', CONSTRAINT = 'a_number_drawn_has_its_receipt';
  END IF;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_unbalanced_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE transfer_id = NEW.transfer_id GROUP BY holding_id HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'the entries of a transfer do not balance' USING ERRCODE = '23514', CONSTRAINT = 'debits_equal_credits';
  END IF;
  RETURN NULL;
END $function$
;

CREATE TABLE account (
  id uuid NOT NULL,
  login text NOT NULL,
  password_hash text,
  display_name text NOT NULL,
  status text NOT NULL DEFAULT 'ACTIVE'::text,
  external_issuer text,
  external_subject text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  must_change_password boolean NOT NULL DEFAULT false,
  CONSTRAINT a_login_belongs_to_one_account UNIQUE (login),
  CONSTRAINT an_external_subject_belongs_to_one_account UNIQUE (external_issuer, external_subject),
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT a_login_is_lower_case CHECK (((login = lower(login)) AND ((length(login) >= 3) AND (length(login) <= 64)))),
  CONSTRAINT account_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'DISABLED'::text]))),
  CONSTRAINT only_a_password_that_is_there_is_changed CHECK (((NOT must_change_password) OR (password_hash IS NOT NULL)))
);

CREATE TABLE activity (
  id uuid NOT NULL,
  kind text NOT NULL,
  functions text[] NOT NULL,
  title text NOT NULL,
  place_kind text NOT NULL,
  place_name text NOT NULL,
  area_code text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  status text NOT NULL DEFAULT 'PLANNED'::text,
  planned_by uuid NOT NULL,
  planned_at timestamp with time zone NOT NULL DEFAULT now(),
  held_by uuid,
  held_at timestamp with time zone,
  people_reached integer,
  summary text,
  accounted_by uuid,
  accounted_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  CONSTRAINT activity_pkey PRIMARY KEY (id),
  CONSTRAINT activity_accounted_by_fkey FOREIGN KEY (accounted_by) REFERENCES account(id),
  CONSTRAINT activity_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT activity_held_by_fkey FOREIGN KEY (held_by) REFERENCES account(id),
  CONSTRAINT activity_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES account(id),
  CONSTRAINT activity_kind_check CHECK ((kind = ANY (ARRAY['CULTURE_FESTIVAL'::text, 'DONATION_POINT'::text, 'CONVENIENCE_FAIR'::text, 'OTHER'::text]))),
  CONSTRAINT activity_people_reached_check CHECK (((people_reached >= 0) AND (people_reached <= 1000000))),
  CONSTRAINT activity_place_kind_check CHECK ((place_kind = ANY (ARRAY['CITIZEN_STATION'::text, 'COMMUNITY_CENTRE'::text, 'SERVICE_POINT'::text, 'PUBLIC_SQUARE'::text, 'SCHOOL'::text, 'OTHER'::text]))),
  CONSTRAINT activity_place_name_check CHECK (((length(place_name) >= 1) AND (length(place_name) <= 80))),
  CONSTRAINT activity_status_check CHECK ((status = ANY (ARRAY['PLANNED'::text, 'HELD'::text, 'ACCOUNTED'::text, 'CANCELLED'::text]))),
  CONSTRAINT activity_summary_check CHECK (((length(summary) >= 1) AND (length(summary) <= 2000))),
  CONSTRAINT activity_title_check CHECK (((length(title) >= 1) AND (length(title) <= 80))),
  CONSTRAINT an_activity_ends_no_earlier_than_it_begins CHECK (((ends_on >= starts_on) AND (ends_on <= (starts_on + 366)))),
  CONSTRAINT an_activity_has_at_least_one_of_the_four_functions CHECK (((cardinality(functions) > 0) AND (functions <@ ARRAY['RAISE_MONEY_AND_GOODS'::text, 'CHARITY_SALE'::text, 'LEGAL_AND_MEDICAL_AID'::text, 'RELIEF'::text]))),
  CONSTRAINT an_activity_held_has_its_results CHECK ((((status = ANY (ARRAY['HELD'::text, 'ACCOUNTED'::text])) = (held_at IS NOT NULL)) AND (num_nulls(held_at, held_by, people_reached, summary) = ANY (ARRAY[0, 4])))),
  CONSTRAINT another_person_accounts_for_an_activity CHECK ((((status = 'ACCOUNTED'::text) = (accounted_at IS NOT NULL)) AND (num_nulls(accounted_at, accounted_by) = ANY (ARRAY[0, 2])) AND ((accounted_by IS NULL) OR (accounted_by <> held_by)))),
  CONSTRAINT only_a_cancelled_activity_has_a_time_of_it CHECK (((status = 'CANCELLED'::text) = (cancelled_at IS NOT NULL)))
);
CREATE INDEX activity_by_area ON public.activity USING btree (area_code, starts_on, id);
CREATE INDEX activity_by_day ON public.activity USING btree (starts_on, id);

CREATE TABLE activity_donation (
  donation_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  linked_by uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT activity_donation_pkey PRIMARY KEY (donation_id),
  CONSTRAINT activity_donation_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT activity_donation_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT activity_donation_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES account(id)
);
CREATE INDEX activity_donation_by_activity ON public.activity_donation USING btree (activity_id);

CREATE TABLE activity_need (
  need_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  linked_by uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT activity_need_pkey PRIMARY KEY (need_id),
  CONSTRAINT activity_need_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT activity_need_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES account(id),
  CONSTRAINT activity_need_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id)
);
CREATE INDEX activity_need_by_activity ON public.activity_need USING btree (activity_id);

CREATE TABLE activity_party (
  activity_id uuid NOT NULL,
  party_id uuid NOT NULL,
  organises boolean NOT NULL,
  CONSTRAINT activity_party_pkey PRIMARY KEY (activity_id, party_id),
  CONSTRAINT activity_party_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT activity_party_party_id_fkey FOREIGN KEY (party_id) REFERENCES linkage_party(id)
);

CREATE TABLE adviser (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  area_code text NOT NULL,
  kind text NOT NULL,
  competences text[] NOT NULL DEFAULT '{}'::text[],
  team_id uuid,
  appointed_on date NOT NULL,
  appointment_reason text NOT NULL,
  ended_on date,
  end_reason text,
  registered_by uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT adviser_pkey PRIMARY KEY (id),
  CONSTRAINT adviser_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT adviser_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT adviser_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT adviser_team_id_fkey FOREIGN KEY (team_id) REFERENCES adviser_team(id),
  CONSTRAINT adviser_appointment_reason_check CHECK (((length(appointment_reason) >= 1) AND (length(appointment_reason) <= 200))),
  CONSTRAINT adviser_end_reason_check CHECK ((end_reason = ANY (ARRAY['TERM_OVER'::text, 'RESIGNED'::text, 'MOVED'::text, 'UNFIT'::text, 'ACCOUNT_DISABLED'::text, 'OTHER'::text]))),
  CONSTRAINT adviser_kind_check CHECK ((kind = ANY (ARRAY['PARTY_CADRE'::text, 'SOCIAL_WORKER'::text, 'VOLUNTEER'::text, 'YOUNGER_ELDER'::text]))),
  CONSTRAINT an_appointment_does_not_end_before_it_begins CHECK ((ended_on >= appointed_on)),
  CONSTRAINT an_appointment_ends_with_a_reason CHECK ((num_nulls(ended_on, end_reason) = ANY (ARRAY[0, 2]))),
  CONSTRAINT nobody_registers_an_appointment_of_its_own CHECK ((registered_by <> account_id))
);
CREATE INDEX adviser_by_area ON public.adviser USING btree (area_code, id);
CREATE INDEX adviser_by_team ON public.adviser USING btree (team_id) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX an_account_has_one_standing_appointment ON public.adviser USING btree (account_id) WHERE (ended_on IS NULL);

CREATE TABLE adviser_team (
  id uuid NOT NULL,
  area_code text NOT NULL,
  name text NOT NULL,
  formed_by uuid NOT NULL,
  formed_at timestamp with time zone NOT NULL DEFAULT now(),
  dissolved_at timestamp with time zone,
  CONSTRAINT adviser_team_pkey PRIMARY KEY (id),
  CONSTRAINT adviser_team_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT adviser_team_formed_by_fkey FOREIGN KEY (formed_by) REFERENCES account(id),
  CONSTRAINT adviser_team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE INDEX adviser_team_by_area ON public.adviser_team USING btree (area_code, id);

CREATE TABLE allocation (
  id uuid NOT NULL,
  command_id uuid NOT NULL,
  donation_id uuid NOT NULL,
  lot_id uuid,
  need_id uuid NOT NULL,
  claim_id uuid,
  project_id uuid,
  amount bigint NOT NULL,
  value_fen bigint NOT NULL,
  status text NOT NULL,
  delivered_amount bigint,
  reason text,
  automatic boolean NOT NULL,
  decided_by uuid NOT NULL,
  reserved_at timestamp with time zone NOT NULL DEFAULT now(),
  settled_at timestamp with time zone,
  CONSTRAINT allocation_pkey PRIMARY KEY (id),
  CONSTRAINT allocation_command_id_fkey FOREIGN KEY (command_id) REFERENCES audit_line(command_id),
  CONSTRAINT allocation_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT allocation_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT allocation_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT allocation_project_id_fkey FOREIGN KEY (project_id) REFERENCES charity_project(id),
  CONSTRAINT an_allocation_goes_to_a_claim_of_its_need FOREIGN KEY (claim_id, need_id) REFERENCES claim(id, need_id),
  CONSTRAINT an_allocation_takes_a_lot_of_its_donation FOREIGN KEY (lot_id, donation_id) REFERENCES donation_lot(id, donation_id),
  CONSTRAINT allocation_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 60))),
  CONSTRAINT allocation_status_check CHECK ((status = ANY (ARRAY['RESERVED'::text, 'DELIVERED'::text, 'RELEASED'::text, 'REVERSED'::text]))),
  CONSTRAINT an_allocation_is_worth_whole_fen CHECK (((value_fen >= 0) AND (value_fen <= '9007199254740991'::bigint))),
  CONSTRAINT an_allocation_sets_something_aside CHECK (((amount >= 1) AND (amount <= '9007199254740991'::bigint))),
  CONSTRAINT goods_are_worth_the_same_piece_by_piece CHECK (((value_fen % amount) = 0)),
  CONSTRAINT money_is_worth_itself CHECK (((lot_id IS NOT NULL) OR (value_fen = amount))),
  CONSTRAINT no_more_is_delivered_than_was_set_aside CHECK (((delivered_amount >= 1) AND (delivered_amount <= amount))),
  CONSTRAINT only_what_is_reserved_is_unsettled CHECK (((status = 'RESERVED'::text) = (settled_at IS NULL))),
  CONSTRAINT what_did_not_arrive_says_why CHECK (((status = ANY (ARRAY['RELEASED'::text, 'REVERSED'::text])) = (reason IS NOT NULL))),
  CONSTRAINT what_was_delivered_says_how_much CHECK (((status = ANY (ARRAY['DELIVERED'::text, 'REVERSED'::text])) = (delivered_amount IS NOT NULL)))
);
CREATE INDEX allocation_by_claim ON public.allocation USING btree (claim_id) WHERE (claim_id IS NOT NULL);
CREATE INDEX allocation_by_command ON public.allocation USING btree (command_id);
CREATE INDEX allocation_by_donation_and_time ON public.allocation USING btree (donation_id, reserved_at DESC, id DESC);
CREATE INDEX allocation_by_lot ON public.allocation USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX allocation_by_need_and_time ON public.allocation USING btree (need_id, reserved_at DESC, id DESC);
CREATE INDEX allocation_by_project_and_time ON public.allocation USING btree (project_id, reserved_at DESC, id DESC) WHERE (project_id IS NOT NULL);

CREATE TABLE api_key (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT api_key_secret_hash_key UNIQUE (secret_hash),
  CONSTRAINT api_key_pkey PRIMARY KEY (id),
  CONSTRAINT a_key_names_an_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT api_key_scopes_check CHECK ((cardinality(scopes) > 0))
);
CREATE INDEX api_key_by_organisation ON public.api_key USING btree (organisation_id);

CREATE TABLE area (
  code text NOT NULL,
  parent_code text,
  level text NOT NULL,
  name text NOT NULL,
  edition_year integer NOT NULL,
  pilot_since date,
  CONSTRAINT area_pkey PRIMARY KEY (code),
  CONSTRAINT area_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES area(code) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT an_area_begins_with_its_parent CHECK ((((parent_code IS NULL) AND (length(code) = 2)) OR (starts_with(code, parent_code) AND (length(parent_code) < length(code))))),
  CONSTRAINT an_area_code_is_a_statistical_code CHECK ((code ~ '^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$'::text)),
  CONSTRAINT an_area_has_the_level_of_its_code CHECK ((level =
CASE length(code)
    WHEN 2 THEN 'PROVINCE'::text
    WHEN 4 THEN 'PREFECTURE'::text
    WHEN 6 THEN 'DISTRICT'::text
    WHEN 9 THEN 'SUBDISTRICT'::text
    WHEN 12 THEN 'COMMUNITY'::text
    ELSE 'GRID'::text
END))
);
CREATE INDEX area_by_parent ON public.area USING btree (parent_code);

CREATE TABLE audit_line (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL DEFAULT now(),
  account_id uuid,
  operation text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid,
  command_id uuid,
  input_digest bytea,
  details jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT a_command_is_recorded_once UNIQUE (command_id),
  CONSTRAINT audit_line_pkey PRIMARY KEY ("position"),
  CONSTRAINT a_command_has_a_digest CHECK (((command_id IS NULL) = (input_digest IS NULL)))
);
CREATE INDEX audit_line_by_account ON public.audit_line USING btree (account_id, "position");
CREATE INDEX audit_line_by_operation ON public.audit_line USING btree (operation, "position");
CREATE INDEX audit_line_by_subject ON public.audit_line USING btree (subject_id, "position");
CREATE TRIGGER audit_lines_are_never_cut BEFORE TRUNCATE ON public.audit_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_lines_never_change BEFORE DELETE OR UPDATE ON public.audit_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE audit_seal (
  number bigint NOT NULL,
  through_position bigint NOT NULL,
  line_count integer NOT NULL,
  entries bytea NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  CONSTRAINT a_batch_ends_where_no_other_does UNIQUE (through_position),
  CONSTRAINT a_batch_follows_one_batch UNIQUE (previous_hash),
  CONSTRAINT audit_seal_pkey PRIMARY KEY (number),
  CONSTRAINT a_batch_has_lines CHECK ((line_count > 0)),
  CONSTRAINT a_batch_names_each_of_its_lines CHECK ((octet_length(entries) = (line_count * 40))),
  CONSTRAINT a_hash_has_32_bytes CHECK (((octet_length(hash) = 32) AND (octet_length(previous_hash) = 32))),
  CONSTRAINT batches_are_counted_from_one CHECK ((number > 0))
);
CREATE TRIGGER audit_seals_are_never_cut BEFORE TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_never_change BEFORE DELETE OR UPDATE ON public.audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE backbone (
  id uuid NOT NULL,
  adviser_id uuid NOT NULL,
  area_code text NOT NULL,
  since_on date NOT NULL,
  until_on date,
  reason text NOT NULL,
  designated_by uuid NOT NULL,
  designated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT backbone_pkey PRIMARY KEY (id),
  CONSTRAINT backbone_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES adviser(id),
  CONSTRAINT backbone_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT backbone_designated_by_fkey FOREIGN KEY (designated_by) REFERENCES account(id),
  CONSTRAINT a_post_does_not_end_before_it_begins CHECK ((until_on >= since_on)),
  CONSTRAINT backbone_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);
CREATE UNIQUE INDEX an_adviser_is_backbone_of_an_area_once ON public.backbone USING btree (adviser_id, area_code) WHERE (until_on IS NULL);
CREATE INDEX backbone_by_area ON public.backbone USING btree (area_code);

CREATE TABLE calendar_feed (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  revoked_at timestamp with time zone,
  CONSTRAINT calendar_feed_pkey PRIMARY KEY (id),
  CONSTRAINT calendar_feed_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX calendar_feed_by_account ON public.calendar_feed USING btree (account_id);

CREATE TABLE card_failure (
  attempt_id uuid NOT NULL DEFAULT gen_random_uuid(),
  client_hash bytea NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT card_failure_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX card_failure_by_client ON public.card_failure USING btree (client_hash, at);

CREATE TABLE care_access (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  ground text NOT NULL,
  reason text,
  granted_by uuid NOT NULL,
  since timestamp with time zone NOT NULL DEFAULT now(),
  until timestamp with time zone,
  CONSTRAINT care_access_pkey PRIMARY KEY (id),
  CONSTRAINT care_access_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT care_access_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_access_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES account(id),
  CONSTRAINT breaking_the_glass_has_a_reason_and_an_end CHECK ((((ground = 'BREAK_GLASS'::text) = (reason IS NOT NULL)) AND ((ground <> 'BREAK_GLASS'::text) OR (until IS NOT NULL)))),
  CONSTRAINT care_access_ground_check CHECK ((ground = ANY (ARRAY['WORKER'::text, 'SHARED'::text, 'BREAK_GLASS'::text]))),
  CONSTRAINT care_access_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 200)))
);
CREATE UNIQUE INDEX an_account_is_on_a_list_once ON public.care_access USING btree (case_id, account_id) WHERE ((ground <> 'BREAK_GLASS'::text) AND (until IS NULL));
CREATE INDEX care_access_by_account ON public.care_access USING btree (account_id, case_id);

CREATE TABLE care_assessment (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  domains text[] NOT NULL,
  strengths bytea NOT NULL,
  risks bytea NOT NULL,
  assessed_by uuid NOT NULL,
  assessed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT care_assessment_pkey PRIMARY KEY (id),
  CONSTRAINT care_assessment_assessed_by_fkey FOREIGN KEY (assessed_by) REFERENCES account(id),
  CONSTRAINT care_assessment_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_assessment_domains_check CHECK (((cardinality(domains) >= 1) AND (cardinality(domains) <= 7)))
);
CREATE INDEX care_assessment_by_case ON public.care_assessment USING btree (case_id, assessed_at);

CREATE TABLE care_case (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  kind text NOT NULL,
  dispute_kind text,
  status text NOT NULL,
  worker_id uuid NOT NULL,
  provider_organisation_id uuid,
  provider_agreement_method text,
  agreement_method text NOT NULL,
  guardian_given boolean NOT NULL,
  resilience_before smallint[],
  resilience_after smallint[],
  next_review_on date,
  closure_reason text,
  dispute_outcome text,
  closing_note bytea,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_at timestamp with time zone,
  CONSTRAINT care_case_pkey PRIMARY KEY (id),
  CONSTRAINT care_case_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT care_case_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT care_case_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account(id),
  CONSTRAINT care_case_provider_organisation_id_fkey FOREIGN KEY (provider_organisation_id) REFERENCES organisation(id),
  CONSTRAINT care_case_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES account(id),
  CONSTRAINT a_case_in_service_has_a_review_day CHECK (((status = 'IN_SERVICE'::text) = (next_review_on IS NOT NULL))),
  CONSTRAINT a_closed_case_says_why_and_when CHECK ((((status = 'CLOSED'::text) = (closed_at IS NOT NULL)) AND (num_nulls(closed_at, closure_reason, closing_note) = ANY (ARRAY[0, 3])))),
  CONSTRAINT a_dispute_says_what_it_is_about CHECK (((kind = 'FAMILY_DISPUTE'::text) = (dispute_kind IS NOT NULL))),
  CONSTRAINT a_restricted_provider_is_agreed_to_in_the_case CHECK (((kind = 'GENERAL'::text) OR (provider_organisation_id IS NULL) OR (provider_agreement_method IS NOT NULL))),
  CONSTRAINT a_settled_dispute_has_an_outcome CHECK ((((dispute_outcome IS NOT NULL) = (NOT (closure_reason IS DISTINCT FROM 'DISPUTE_SETTLED'::text))) AND ((dispute_outcome IS NULL) OR (kind = 'FAMILY_DISPUTE'::text)))),
  CONSTRAINT an_assessed_case_has_a_resilience CHECK (((status <> ALL (ARRAY['ASSESSED'::text, 'IN_SERVICE'::text])) OR (resilience_before IS NOT NULL))),
  CONSTRAINT care_case_agreement_method_check CHECK ((agreement_method = ANY (ARRAY['WRITTEN'::text, 'SPOKEN_WITH_WITNESS'::text, 'CONTACT_CARD'::text]))),
  CONSTRAINT care_case_closure_reason_check CHECK ((closure_reason = ANY (ARRAY['GOALS_REACHED'::text, 'DISPUTE_SETTLED'::text, 'REFERRED_ON'::text, 'HOUSEHOLD_WITHDREW'::text, 'MOVED_AWAY'::text, 'DIED'::text, 'OUT_OF_REACH'::text]))),
  CONSTRAINT care_case_dispute_kind_check CHECK ((dispute_kind = ANY (ARRAY['PROPERTY'::text, 'DEBT'::text, 'DOMESTIC_VIOLENCE'::text]))),
  CONSTRAINT care_case_dispute_outcome_check CHECK ((dispute_outcome = ANY (ARRAY['RESOLVED'::text, 'PARTLY_RESOLVED'::text, 'TO_COURT'::text, 'UNRESOLVED'::text]))),
  CONSTRAINT care_case_kind_check CHECK ((kind = ANY (ARRAY['GENERAL'::text, 'FAMILY_DISPUTE'::text, 'MENTAL_CARE'::text]))),
  CONSTRAINT care_case_provider_agreement_method_check CHECK ((provider_agreement_method = ANY (ARRAY['WRITTEN'::text, 'SPOKEN_WITH_WITNESS'::text, 'CONTACT_CARD'::text]))),
  CONSTRAINT care_case_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'ASSESSED'::text, 'IN_SERVICE'::text, 'CLOSED'::text]))),
  CONSTRAINT resilience_has_five_parts_from_0_to_4 CHECK ((((resilience_before IS NULL) OR ((cardinality(resilience_before) = 5) AND (0 <= ALL (resilience_before)) AND (4 >= ALL (resilience_before)))) AND ((resilience_after IS NULL) OR ((cardinality(resilience_after) = 5) AND (0 <= ALL (resilience_after)) AND (4 >= ALL (resilience_after))))))
);
CREATE UNIQUE INDEX a_household_has_one_general_case_at_a_time ON public.care_case USING btree (household_id) WHERE ((kind = 'GENERAL'::text) AND (status <> 'CLOSED'::text));
CREATE INDEX care_case_by_area ON public.care_case USING btree (area_code, opened_at, id);
CREATE INDEX care_case_by_household ON public.care_case USING btree (household_id);

CREATE TABLE care_goal (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  sealed bytea NOT NULL,
  status text NOT NULL DEFAULT 'OPEN'::text,
  set_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT care_goal_pkey PRIMARY KEY (id),
  CONSTRAINT care_goal_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_goal_kind_check CHECK ((kind = ANY (ARRAY['SURVIVAL'::text, 'DEVELOPMENT'::text]))),
  CONSTRAINT care_goal_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'REACHED'::text, 'DROPPED'::text])))
);
CREATE INDEX care_goal_by_case ON public.care_goal USING btree (case_id, set_at);

CREATE TABLE care_review (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  note bytea NOT NULL,
  resilience smallint[] NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT care_review_pkey PRIMARY KEY (id),
  CONSTRAINT care_review_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES account(id),
  CONSTRAINT care_review_resilience_check CHECK (((cardinality(resilience) = 5) AND (0 <= ALL (resilience)) AND (4 >= ALL (resilience))))
);
CREATE INDEX care_review_by_case ON public.care_review USING btree (case_id, reviewed_at);

CREATE TABLE care_service (
  case_id uuid NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  linked_by uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT care_service_pkey PRIMARY KEY (case_id, subject_type, subject_id),
  CONSTRAINT care_service_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_service_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES account(id),
  CONSTRAINT care_service_subject_type_check CHECK (((length(subject_type) >= 1) AND (length(subject_type) <= 40)))
);

CREATE TABLE care_step (
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  case_id uuid NOT NULL,
  sealed bytea NOT NULL,
  owner_id uuid NOT NULL,
  due_on date NOT NULL,
  done_on date,
  CONSTRAINT care_step_pkey PRIMARY KEY (id),
  CONSTRAINT care_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT care_step_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES care_goal(id),
  CONSTRAINT care_step_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES account(id)
);
CREATE INDEX care_step_by_case ON public.care_step USING btree (case_id, due_on);

CREATE TABLE case_experience (
  id uuid NOT NULL,
  area_code text NOT NULL,
  household_id uuid,
  title text NOT NULL,
  body text NOT NULL,
  status text NOT NULL DEFAULT 'SUBMITTED'::text,
  return_reason text,
  written_by uuid NOT NULL,
  written_at timestamp with time zone NOT NULL DEFAULT now(),
  decided_by uuid,
  published_at timestamp with time zone,
  CONSTRAINT case_experience_pkey PRIMARY KEY (id),
  CONSTRAINT case_experience_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT case_experience_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT case_experience_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT case_experience_written_by_fkey FOREIGN KEY (written_by) REFERENCES account(id),
  CONSTRAINT case_experience_body_check CHECK (((length(body) >= 1) AND (length(body) <= 5000))),
  CONSTRAINT case_experience_return_reason_check CHECK (((length(return_reason) >= 1) AND (length(return_reason) <= 200))),
  CONSTRAINT case_experience_status_check CHECK ((status = ANY (ARRAY['SUBMITTED'::text, 'RETURNED'::text, 'PUBLISHED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT case_experience_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100))),
  CONSTRAINT nobody_publishes_what_it_wrote CHECK ((decided_by <> written_by)),
  CONSTRAINT what_is_public_was_approved CHECK ((((status = ANY (ARRAY['PUBLISHED'::text, 'WITHDRAWN'::text])) = (published_at IS NOT NULL)) AND ((status = 'SUBMITTED'::text) OR (decided_by IS NOT NULL))))
);
CREATE INDEX case_experience_by_area ON public.case_experience USING btree (area_code, id);
CREATE INDEX case_experience_published ON public.case_experience USING btree (published_at, id) WHERE (status = 'PUBLISHED'::text);

CREATE TABLE catalogue_entry (
  version_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  title text NOT NULL,
  provider text NOT NULL,
  service_kinds text[] NOT NULL,
  area_codes text[] NOT NULL,
  available bigint,
  unit text,
  valid_until date,
  note text,
  change text NOT NULL,
  CONSTRAINT catalogue_entry_pkey PRIMARY KEY (version_id, kind, subject_id),
  CONSTRAINT catalogue_entry_version_id_fkey FOREIGN KEY (version_id) REFERENCES catalogue_version(id),
  CONSTRAINT catalogue_entry_change_check CHECK ((change = ANY (ARRAY['ADDED'::text, 'CHANGED'::text, 'SAME'::text, 'REMOVED'::text]))),
  CONSTRAINT catalogue_entry_kind_check CHECK ((kind = ANY (ARRAY['SERVICE'::text, 'PROJECT'::text, 'GOODS'::text, 'POLICY'::text, 'POST'::text])))
);
CREATE TRIGGER published_entries_never_change BEFORE INSERT OR DELETE OR UPDATE ON public.catalogue_entry FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published_catalogue();

CREATE TABLE catalogue_version (
  id uuid NOT NULL,
  number integer NOT NULL,
  status text NOT NULL DEFAULT 'DRAFT'::text,
  drafted_by uuid NOT NULL,
  drafted_at timestamp with time zone NOT NULL DEFAULT now(),
  published_by uuid,
  published_at timestamp with time zone,
  CONSTRAINT catalogue_version_number_key UNIQUE (number),
  CONSTRAINT catalogue_version_pkey PRIMARY KEY (id),
  CONSTRAINT catalogue_version_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES account(id),
  CONSTRAINT catalogue_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT a_published_catalogue_has_its_person_and_time CHECK ((((status = 'PUBLISHED'::text) = (published_at IS NOT NULL)) AND (num_nulls(published_by, published_at) = ANY (ARRAY[0, 2])))),
  CONSTRAINT another_person_publishes_a_catalogue CHECK ((published_by <> drafted_by)),
  CONSTRAINT catalogue_version_number_check CHECK ((number > 0)),
  CONSTRAINT catalogue_version_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'REPLACED'::text])))
);
CREATE UNIQUE INDEX there_is_one_draft_of_the_catalogue ON public.catalogue_version USING btree (status) WHERE (status = 'DRAFT'::text);

CREATE TABLE charity_project (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  fundraising_mode text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  target_fen bigint NOT NULL,
  budget_fen bigint NOT NULL,
  cap_per_case_fen bigint NOT NULL,
  service_kinds text[] NOT NULL,
  area_codes text[] NOT NULL,
  situations text[] NOT NULL DEFAULT '{}'::text[],
  low_income_categories text[] NOT NULL DEFAULT '{}'::text[],
  filed_on date,
  filing_number text,
  closed_on date,
  settled_on date,
  disclosed_on date,
  leftover_fen bigint,
  leftover_disposal text,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  revision integer NOT NULL DEFAULT 0,
  CONSTRAINT charity_project_pkey PRIMARY KEY (id),
  CONSTRAINT charity_project_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT charity_project_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_budget_is_above_zero CHECK (((budget_fen >= 1) AND (budget_fen <= '9007199254740991'::bigint))),
  CONSTRAINT a_draft_is_revised_one_by_one CHECK ((revision >= 0)),
  CONSTRAINT a_filing_has_its_day_and_number CHECK ((num_nulls(filed_on, filing_number) = ANY (ARRAY[0, 2]))),
  CONSTRAINT a_project_says_what_it_helps_with CHECK ((cardinality(service_kinds) > 0)),
  CONSTRAINT a_project_says_where_it_helps CHECK ((cardinality(area_codes) > 0)),
  CONSTRAINT a_public_campaign_is_filed_ten_days_before CHECK (((fundraising_mode <> 'PUBLIC'::text) OR ((filed_on + 10) <= starts_on))),
  CONSTRAINT a_settlement_says_what_was_left CHECK (((settled_on IS NULL) = (leftover_fen IS NULL))),
  CONSTRAINT a_target_is_above_zero CHECK (((target_fen >= 1) AND (target_fen <= '9007199254740991'::bigint))),
  CONSTRAINT a_window_does_not_end_before_it_starts CHECK ((ends_on >= starts_on)),
  CONSTRAINT charity_project_filing_number_check CHECK (((length(filing_number) >= 1) AND (length(filing_number) <= 60))),
  CONSTRAINT charity_project_fundraising_mode_check CHECK ((fundraising_mode = ANY (ARRAY['PUBLIC'::text, 'DIRECTED'::text, 'NONE'::text]))),
  CONSTRAINT charity_project_leftover_disposal_check CHECK (((length(leftover_disposal) >= 1) AND (length(leftover_disposal) <= 500))),
  CONSTRAINT charity_project_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  CONSTRAINT charity_project_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'FILED'::text, 'OPEN'::text, 'CLOSED'::text, 'SETTLED'::text, 'DISCLOSED'::text]))),
  CONSTRAINT leftover_property_has_its_use CHECK (((leftover_fen IS NULL) OR (leftover_fen = 0) OR (leftover_disposal IS NOT NULL))),
  CONSTRAINT one_case_costs_no_more_than_the_budget CHECK (((cap_per_case_fen >= 1) AND (cap_per_case_fen <= budget_fen))),
  CONSTRAINT only_a_draft_is_not_filed CHECK (((status = 'DRAFT'::text) = (filed_on IS NULL))),
  CONSTRAINT what_is_disclosed_has_its_day CHECK (((status = 'DISCLOSED'::text) = (disclosed_on IS NOT NULL))),
  CONSTRAINT what_is_over_has_its_day CHECK (((status = ANY (ARRAY['CLOSED'::text, 'SETTLED'::text, 'DISCLOSED'::text])) = (closed_on IS NOT NULL))),
  CONSTRAINT what_is_settled_has_its_day CHECK (((status = ANY (ARRAY['SETTLED'::text, 'DISCLOSED'::text])) = (settled_on IS NOT NULL))),
  CONSTRAINT what_was_left_is_not_below_zero CHECK (((leftover_fen >= 0) AND (leftover_fen <= '9007199254740991'::bigint)))
);
CREATE INDEX charity_project_by_organisation ON public.charity_project USING btree (organisation_id, id);
CREATE INDEX charity_project_by_time ON public.charity_project USING btree (created_at DESC, id DESC);
CREATE INDEX charity_project_open ON public.charity_project USING btree (ends_on) WHERE (status = 'OPEN'::text);

CREATE TABLE claim (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  offering_id uuid NOT NULL,
  quantity integer NOT NULL,
  status text NOT NULL,
  held_from_status text,
  lease_until timestamp with time zone,
  reason text,
  reason_note text,
  claimed_by uuid NOT NULL,
  claimed_at timestamp with time zone NOT NULL DEFAULT now(),
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  delivered_at timestamp with time zone,
  quantity_delivered integer,
  completed_at timestamp with time zone,
  CONSTRAINT a_claim_is_of_one_need UNIQUE (id, need_id),
  CONSTRAINT claim_pkey PRIMARY KEY (id),
  CONSTRAINT claim_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES account(id),
  CONSTRAINT claim_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT claim_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES service_offering(id),
  CONSTRAINT claim_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_hold_remembers_where_it_came_from CHECK (((status = 'ON_HOLD'::text) = (held_from_status IS NOT NULL))),
  CONSTRAINT a_lease_runs_until_confirmed CHECK (((status = 'ACCEPTED'::text) = (lease_until IS NOT NULL))),
  CONSTRAINT claim_check CHECK (((quantity_delivered >= 0) AND (quantity_delivered <= quantity))),
  CONSTRAINT claim_held_from_status_check CHECK ((held_from_status = ANY (ARRAY['CONFIRMED'::text, 'IN_PROGRESS'::text]))),
  CONSTRAINT claim_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT claim_reason_note_check CHECK ((length(reason_note) <= 500)),
  CONSTRAINT claim_status_check CHECK ((status = ANY (ARRAY['ACCEPTED'::text, 'CONFIRMED'::text, 'IN_PROGRESS'::text, 'ON_HOLD'::text, 'DELIVERED'::text, 'DISPUTED'::text, 'COMPLETED'::text, 'RELEASED'::text, 'LEASE_EXPIRED'::text, 'REVOKED'::text])))
);
CREATE INDEX claim_by_lease ON public.claim USING btree (lease_until) WHERE (status = 'ACCEPTED'::text);
CREATE INDEX claim_by_need ON public.claim USING btree (need_id);
CREATE INDEX claim_by_organisation ON public.claim USING btree (organisation_id, claimed_at, id);

CREATE TABLE commendation (
  id uuid NOT NULL,
  adviser_id uuid NOT NULL,
  area_code text NOT NULL,
  title text NOT NULL,
  citation text NOT NULL,
  commended_on date NOT NULL,
  commended_by uuid NOT NULL,
  commended_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT commendation_pkey PRIMARY KEY (id),
  CONSTRAINT commendation_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES adviser(id),
  CONSTRAINT commendation_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT commendation_commended_by_fkey FOREIGN KEY (commended_by) REFERENCES account(id),
  CONSTRAINT commendation_citation_check CHECK (((length(citation) >= 1) AND (length(citation) <= 500))),
  CONSTRAINT commendation_title_check CHECK (((length(title) >= 1) AND (length(title) <= 60)))
);
CREATE INDEX commendation_by_adviser ON public.commendation USING btree (adviser_id, id);
CREATE INDEX commendation_by_area ON public.commendation USING btree (area_code, id);
CREATE INDEX commendation_by_day ON public.commendation USING btree (commended_on DESC, id DESC);

CREATE TABLE community_standing (
  area_code text NOT NULL,
  needs integer NOT NULL,
  served integer NOT NULL,
  counted_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT community_standing_pkey PRIMARY KEY (area_code),
  CONSTRAINT community_standing_area_code_check CHECK ((length(area_code) <= 12)),
  CONSTRAINT no_more_needs_are_served_than_there_are CHECK (((served >= 0) AND (served <= needs)))
);

CREATE TABLE consent (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  recipient_organisation_id uuid,
  purpose text NOT NULL,
  data_kinds text[] NOT NULL,
  method text NOT NULL,
  guardian_given boolean NOT NULL DEFAULT false,
  given_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  recorded_by uuid,
  expiry_followed_at timestamp with time zone,
  CONSTRAINT consent_pkey PRIMARY KEY (id),
  CONSTRAINT consent_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT consent_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(id),
  CONSTRAINT consent_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT a_consent_ends_after_it_begins CHECK ((expires_at > given_at)),
  CONSTRAINT a_means_check_is_for_no_organisation CHECK (((purpose = 'MEANS_CHECK'::text) = (recipient_organisation_id IS NULL))),
  CONSTRAINT consent_data_kinds_check CHECK (((cardinality(data_kinds) > 0) AND (data_kinds <@ ARRAY['NAME'::text, 'PHONE'::text, 'ADDRESS'::text, 'RESIDENT_NUMBER'::text, 'SITUATION'::text]))),
  CONSTRAINT consent_method_check CHECK ((method = ANY (ARRAY['WRITTEN'::text, 'SPOKEN_WITH_WITNESS'::text, 'CONTACT_CARD'::text]))),
  CONSTRAINT consent_purpose_check CHECK ((purpose = ANY (ARRAY['REFERRAL'::text, 'SERVICE_DELIVERY'::text, 'MEANS_CHECK'::text, 'MEDIA_APPEAL'::text])))
);
CREATE INDEX consent_by_household ON public.consent USING btree (household_id, recipient_organisation_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX consent_whose_end_is_to_be_followed ON public.consent USING btree (expires_at) WHERE ((withdrawn_at IS NULL) AND (expiry_followed_at IS NULL));

CREATE TABLE contact_card (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  revoked_at timestamp with time zone,
  CONSTRAINT contact_card_code_hash_key UNIQUE (code_hash),
  CONSTRAINT contact_card_pkey PRIMARY KEY (id),
  CONSTRAINT contact_card_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT contact_card_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES account(id)
);
CREATE UNIQUE INDEX a_household_has_one_valid_card ON public.contact_card USING btree (household_id) WHERE (revoked_at IS NULL);

CREATE TABLE course (
  id uuid NOT NULL,
  organisation_id uuid,
  title text NOT NULL,
  area_code text NOT NULL,
  venue text NOT NULL,
  situations text[] NOT NULL,
  places integer NOT NULL,
  places_taken integer NOT NULL DEFAULT 0,
  sessions smallint NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  completed_at timestamp with time zone,
  announced_by uuid NOT NULL,
  announced_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT course_pkey PRIMARY KEY (id),
  CONSTRAINT course_announced_by_fkey FOREIGN KEY (announced_by) REFERENCES account(id),
  CONSTRAINT course_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT course_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_course_ends_after_it_begins CHECK ((ends_on >= starts_on)),
  CONSTRAINT a_course_never_seats_more_than_its_places CHECK ((((places >= 1) AND (places <= 500)) AND ((places_taken >= 0) AND (places_taken <= places)))),
  CONSTRAINT course_sessions_check CHECK (((sessions >= 1) AND (sessions <= 60))),
  CONSTRAINT course_title_check CHECK (((length(title) >= 2) AND (length(title) <= 60))),
  CONSTRAINT course_venue_check CHECK (((length(venue) >= 2) AND (length(venue) <= 100)))
);
CREATE INDEX course_by_start ON public.course USING btree (starts_on, id);

CREATE TABLE course_attendance (
  enrolment_id uuid NOT NULL,
  session smallint NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT course_attendance_pkey PRIMARY KEY (enrolment_id, session),
  CONSTRAINT course_attendance_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES course_enrolment(id),
  CONSTRAINT course_attendance_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT course_attendance_session_check CHECK (((session >= 1) AND (session <= 60)))
);

CREATE TABLE course_enrolment (
  id uuid NOT NULL,
  course_id uuid NOT NULL,
  household_id uuid NOT NULL,
  member_id uuid NOT NULL,
  area_code text NOT NULL,
  status text NOT NULL,
  queued_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  enrolled_by uuid NOT NULL,
  certificate text,
  CONSTRAINT a_certificate_has_a_number_of_its_own UNIQUE (certificate),
  CONSTRAINT course_enrolment_pkey PRIMARY KEY (id),
  CONSTRAINT course_enrolment_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT course_enrolment_course_id_fkey FOREIGN KEY (course_id) REFERENCES course(id),
  CONSTRAINT course_enrolment_enrolled_by_fkey FOREIGN KEY (enrolled_by) REFERENCES account(id),
  CONSTRAINT course_enrolment_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT course_enrolment_member_id_fkey FOREIGN KEY (member_id) REFERENCES household_member(id),
  CONSTRAINT course_enrolment_status_check CHECK ((status = ANY (ARRAY['ENROLLED'::text, 'WAITING'::text, 'WITHDRAWN'::text, 'CERTIFIED'::text, 'NOT_CERTIFIED'::text]))),
  CONSTRAINT whoever_is_certified_has_a_number CHECK (((status = 'CERTIFIED'::text) = (certificate IS NOT NULL)))
);
CREATE UNIQUE INDEX a_person_is_in_a_course_once ON public.course_enrolment USING btree (course_id, member_id) WHERE (status <> 'WITHDRAWN'::text);
CREATE INDEX course_enrolment_by_household ON public.course_enrolment USING btree (household_id);
CREATE INDEX course_enrolment_queue ON public.course_enrolment USING btree (course_id, queued_at, id);

CREATE TABLE data_export (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  subject text NOT NULL,
  asked jsonb NOT NULL,
  format text NOT NULL,
  status text NOT NULL DEFAULT 'REQUESTED'::text,
  refusal text,
  attempt integer NOT NULL DEFAULT 0,
  heard_at timestamp with time zone NOT NULL DEFAULT now(),
  total integer,
  done integer NOT NULL DEFAULT 0,
  row_count integer,
  byte_count integer,
  data_key bytea,
  requested_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT data_export_pkey PRIMARY KEY (id),
  CONSTRAINT data_export_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT a_file_is_whole_and_expires CHECK (((status <> 'READY'::text) OR ((num_nulls(total, row_count, byte_count, expires_at) = 0) AND (done = total)))),
  CONSTRAINT a_key_lives_as_long_as_the_file CHECK (((status = ANY (ARRAY['WRITING'::text, 'READY'::text])) = (data_key IS NOT NULL))),
  CONSTRAINT an_export_ends_once CHECK (((status = ANY (ARRAY['REQUESTED'::text, 'WRITING'::text])) = (ended_at IS NULL))),
  CONSTRAINT data_export_attempt_check CHECK ((attempt >= 0)),
  CONSTRAINT data_export_byte_count_check CHECK ((byte_count > 0)),
  CONSTRAINT data_export_done_check CHECK ((done >= 0)),
  CONSTRAINT data_export_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'XLSX'::text]))),
  CONSTRAINT data_export_refusal_check CHECK ((refusal = ANY (ARRAY['AUTHORITY_ENDED'::text, 'TOO_LARGE'::text, 'FAILED'::text]))),
  CONSTRAINT data_export_row_count_check CHECK ((row_count >= 0)),
  CONSTRAINT data_export_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'WRITING'::text, 'READY'::text, 'REFUSED'::text, 'CANCELLED'::text, 'EXPIRED'::text]))),
  CONSTRAINT data_export_subject_check CHECK ((subject = ANY (ARRAY['FIGURES'::text, 'RECORDS'::text]))),
  CONSTRAINT data_export_total_check CHECK ((total >= 0)),
  CONSTRAINT what_is_refused_says_why CHECK (((status = 'REFUSED'::text) = (refusal IS NOT NULL)))
);
CREATE INDEX data_export_by_account ON public.data_export USING btree (account_id, requested_at DESC, id DESC);
CREATE INDEX data_export_due ON public.data_export USING btree (heard_at) WHERE (status = ANY (ARRAY['REQUESTED'::text, 'WRITING'::text]));
CREATE INDEX data_export_over ON public.data_export USING btree (expires_at) WHERE (status = 'READY'::text);

CREATE TABLE data_export_piece (
  export_id uuid NOT NULL,
  position integer NOT NULL,
  contents bytea NOT NULL,
  CONSTRAINT data_export_piece_pkey PRIMARY KEY (export_id, "position"),
  CONSTRAINT data_export_piece_export_id_fkey FOREIGN KEY (export_id) REFERENCES data_export(id),
  CONSTRAINT data_export_piece_position_check CHECK (("position" > 0))
);

CREATE TABLE data_export_record (
  export_id uuid NOT NULL,
  position integer NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  CONSTRAINT data_export_record_pkey PRIMARY KEY (export_id, "position"),
  CONSTRAINT data_export_record_export_id_fkey FOREIGN KEY (export_id) REFERENCES data_export(id),
  CONSTRAINT data_export_record_position_check CHECK (("position" > 0))
);

CREATE TABLE decision (
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  kind text NOT NULL,
  need_id uuid,
  organisation_id uuid,
  ruleset_version text NOT NULL,
  inputs jsonb,
  inputs_digest bytea NOT NULL,
  result jsonb NOT NULL,
  packed_inputs bytea,
  CONSTRAINT decision_pkey PRIMARY KEY (id),
  CONSTRAINT a_decision_is_about_a_need_or_an_organisation CHECK ((num_nonnulls(need_id, organisation_id) >= 1)),
  CONSTRAINT a_decision_keeps_its_inputs_in_one_form CHECK ((num_nonnulls(inputs, packed_inputs) = 1)),
  CONSTRAINT decision_inputs_digest_check CHECK ((length(inputs_digest) = 32)),
  CONSTRAINT decision_kind_check CHECK ((kind = ANY (ARRAY['REFERRAL'::text, 'RANKING_FOR_NEED'::text, 'RANKING_FOR_ORGANISATION'::text, 'EXPLANATION'::text, 'CLAIM'::text, 'OFFER'::text, 'PLAN'::text, 'SWAP'::text])))
);
CREATE INDEX decision_acted_by_time ON public.decision USING btree (at) WHERE (kind = ANY (ARRAY['REFERRAL'::text, 'CLAIM'::text, 'SWAP'::text]));
CREATE INDEX decision_by_need ON public.decision USING btree (need_id, id);
CREATE INDEX decision_by_organisation ON public.decision USING btree (organisation_id, id);
CREATE INDEX decision_shown_by_time ON public.decision USING btree (at) WHERE (kind <> ALL (ARRAY['REFERRAL'::text, 'CLAIM'::text, 'SWAP'::text]));
CREATE TRIGGER decisions_are_never_cut BEFORE TRUNCATE ON public.decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decisions_are_never_removed_early BEFORE DELETE ON public.decision FOR EACH ROW EXECUTE FUNCTION refuse_early_removal();
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON public.decision FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE disclosure (
  project_id uuid NOT NULL,
  summary text NOT NULL,
  figures jsonb NOT NULL,
  published_by uuid NOT NULL,
  published_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT disclosure_pkey PRIMARY KEY (project_id),
  CONSTRAINT disclosure_project_id_fkey FOREIGN KEY (project_id) REFERENCES charity_project(id),
  CONSTRAINT disclosure_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT disclosure_summary_check CHECK (((length(summary) >= 1) AND (length(summary) <= 4000)))
);
CREATE INDEX disclosure_by_time ON public.disclosure USING btree (published_at DESC, project_id DESC);
CREATE TRIGGER a_published_report_never_changes BEFORE DELETE OR UPDATE ON public.disclosure FOR EACH ROW EXECUTE FUNCTION refuse_change_of_disclosure();

CREATE TABLE disclosure_note (
  id uuid NOT NULL,
  project_id uuid NOT NULL,
  note text NOT NULL,
  figures jsonb NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT disclosure_note_pkey PRIMARY KEY (id),
  CONSTRAINT disclosure_note_project_id_fkey FOREIGN KEY (project_id) REFERENCES disclosure(project_id),
  CONSTRAINT disclosure_note_written_by_fkey FOREIGN KEY (written_by) REFERENCES account(id),
  CONSTRAINT disclosure_note_note_check CHECK (((length(note) >= 1) AND (length(note) <= 1000)))
);
CREATE INDEX disclosure_note_by_project ON public.disclosure_note USING btree (project_id, written_at);
CREATE TRIGGER a_note_on_a_report_never_changes BEFORE DELETE OR UPDATE ON public.disclosure_note FOR EACH ROW EXECUTE FUNCTION refuse_change_of_disclosure();

CREATE TABLE donation (
  id uuid NOT NULL,
  donor_id uuid NOT NULL,
  recipient_organisation_id uuid NOT NULL,
  form text NOT NULL,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  currency text NOT NULL DEFAULT 'CNY'::text,
  money_fen bigint,
  offering_id uuid,
  standing boolean,
  earmark_project_id uuid,
  earmark_service_kind text,
  earmark_area_code text,
  earmark_situation text,
  revision integer NOT NULL DEFAULT 0,
  pledged_by uuid NOT NULL,
  pledged_at timestamp with time zone NOT NULL DEFAULT now(),
  point_id uuid,
  received_by uuid,
  received_at timestamp with time zone,
  earmark_need_id uuid,
  CONSTRAINT an_offering_is_one_gift UNIQUE (offering_id),
  CONSTRAINT donation_pkey PRIMARY KEY (id),
  CONSTRAINT an_earmark_names_a_project FOREIGN KEY (earmark_project_id) REFERENCES charity_project(id),
  CONSTRAINT donation_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES donor(id),
  CONSTRAINT donation_earmark_area_code_fkey FOREIGN KEY (earmark_area_code) REFERENCES area(code),
  CONSTRAINT donation_earmark_need_id_fkey FOREIGN KEY (earmark_need_id) REFERENCES need(id),
  CONSTRAINT donation_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES service_offering(id),
  CONSTRAINT donation_pledged_by_fkey FOREIGN KEY (pledged_by) REFERENCES account(id),
  CONSTRAINT donation_point_id_fkey FOREIGN KEY (point_id) REFERENCES donation_point(id),
  CONSTRAINT donation_received_by_fkey FOREIGN KEY (received_by) REFERENCES account(id),
  CONSTRAINT donation_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_donation_received_has_its_receiver CHECK ((((status = 'RECEIVED'::text) = (received_at IS NOT NULL)) AND ((status = 'RECEIVED'::text) = (received_by IS NOT NULL)))),
  CONSTRAINT a_pledge_of_services_is_an_offering CHECK ((((form = 'SERVICE'::text) = (offering_id IS NOT NULL)) AND ((form = 'SERVICE'::text) = (standing IS NOT NULL)))),
  CONSTRAINT donation_form_check CHECK ((form = ANY (ARRAY['MONEY'::text, 'GOODS'::text, 'SERVICE'::text]))),
  CONSTRAINT donation_revision_check CHECK ((revision >= 0)),
  CONSTRAINT donation_status_check CHECK ((status = ANY (ARRAY['PLEDGED'::text, 'RECEIVED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT donations_are_in_yuan CHECK ((currency = 'CNY'::text)),
  CONSTRAINT money_is_a_positive_number_of_fen CHECK ((((form = 'MONEY'::text) = (money_fen IS NOT NULL)) AND ((money_fen >= 1) AND (money_fen <= '9007199254740991'::bigint)))),
  CONSTRAINT only_money_is_given_for_a_wish CHECK (((earmark_need_id IS NULL) OR (form = 'MONEY'::text)))
);
CREATE INDEX donation_by_donor_and_time ON public.donation USING btree (donor_id, pledged_at DESC, id DESC);
CREATE INDEX donation_by_need ON public.donation USING btree (earmark_need_id) WHERE (earmark_need_id IS NOT NULL);
CREATE INDEX donation_by_project ON public.donation USING btree (earmark_project_id) WHERE (earmark_project_id IS NOT NULL);
CREATE INDEX donation_by_recipient_and_time ON public.donation USING btree (recipient_organisation_id, pledged_at DESC, id DESC);
CREATE TRIGGER a_donation_is_given_for_an_open_project BEFORE INSERT OR UPDATE OF earmark_project_id ON public.donation FOR EACH ROW EXECUTE FUNCTION refuse_earmark_on_closed_project();

CREATE TABLE donation_import (
  id uuid NOT NULL,
  donor_organisation_id uuid NOT NULL,
  recipient_organisation_id uuid NOT NULL,
  format text NOT NULL,
  row_count integer NOT NULL,
  donation_count integer NOT NULL,
  money_fen bigint NOT NULL,
  goods_value_fen bigint NOT NULL,
  registered_by uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT donation_import_pkey PRIMARY KEY (id),
  CONSTRAINT donation_import_donor_organisation_id_fkey FOREIGN KEY (donor_organisation_id) REFERENCES organisation(id),
  CONSTRAINT donation_import_recipient_organisation_id_fkey FOREIGN KEY (recipient_organisation_id) REFERENCES organisation(id),
  CONSTRAINT donation_import_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT donation_import_check CHECK (((donation_count >= 1) AND (donation_count <= row_count))),
  CONSTRAINT donation_import_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'XLSX'::text]))),
  CONSTRAINT donation_import_goods_value_fen_check CHECK ((goods_value_fen >= 0)),
  CONSTRAINT donation_import_money_fen_check CHECK ((money_fen >= 0)),
  CONSTRAINT donation_import_row_count_check CHECK ((row_count > 0))
);
CREATE INDEX donation_import_by_donor ON public.donation_import USING btree (donor_organisation_id, id);

CREATE TABLE donation_import_entry (
  donation_id uuid NOT NULL,
  import_id uuid NOT NULL,
  donor_organisation_id uuid NOT NULL,
  reference text NOT NULL,
  row_number integer NOT NULL,
  CONSTRAINT a_reference_of_a_donor_is_registered_once UNIQUE (donor_organisation_id, reference),
  CONSTRAINT donation_import_entry_pkey PRIMARY KEY (donation_id),
  CONSTRAINT donation_import_entry_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT donation_import_entry_donor_organisation_id_fkey FOREIGN KEY (donor_organisation_id) REFERENCES organisation(id),
  CONSTRAINT donation_import_entry_import_id_fkey FOREIGN KEY (import_id) REFERENCES donation_import(id),
  CONSTRAINT donation_import_entry_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 64))),
  CONSTRAINT donation_import_entry_row_number_check CHECK ((row_number > 1))
);
CREATE INDEX donation_import_entry_by_import ON public.donation_import_entry USING btree (import_id, row_number);

CREATE TABLE donation_lot (
  id uuid NOT NULL,
  donation_id uuid NOT NULL,
  position smallint NOT NULL,
  item text NOT NULL,
  unit text NOT NULL,
  quantity bigint NOT NULL,
  unit_value_fen bigint NOT NULL,
  value_kind text NOT NULL,
  value_evidence text,
  condition text NOT NULL,
  expires_on date,
  withdrawn_at timestamp with time zone,
  CONSTRAINT a_lot_is_of_one_donation UNIQUE (id, donation_id),
  CONSTRAINT donation_lot_pkey PRIMARY KEY (id),
  CONSTRAINT donation_lot_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT a_lot_has_a_positive_quantity CHECK (((quantity >= 1) AND (quantity <= 1000000000))),
  CONSTRAINT a_lot_has_a_value_of_whole_fen CHECK ((((unit_value_fen >= 0) AND (unit_value_fen <= '9007199254740991'::bigint)) AND (((quantity)::numeric * (unit_value_fen)::numeric) <= ('9007199254740991'::bigint)::numeric))),
  CONSTRAINT an_evidenced_value_has_its_evidence CHECK (((value_kind = 'EVIDENCED'::text) = (value_evidence IS NOT NULL))),
  CONSTRAINT donation_lot_condition_check CHECK ((condition = ANY (ARRAY['NEW'::text, 'GOOD'::text, 'USED'::text]))),
  CONSTRAINT donation_lot_item_check CHECK (((length(item) >= 1) AND (length(item) <= 120))),
  CONSTRAINT donation_lot_position_check CHECK (("position" >= 0)),
  CONSTRAINT donation_lot_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 20))),
  CONSTRAINT donation_lot_value_evidence_check CHECK (((length(value_evidence) >= 1) AND (length(value_evidence) <= 200))),
  CONSTRAINT donation_lot_value_kind_check CHECK ((value_kind = ANY (ARRAY['CLAIMED'::text, 'EVIDENCED'::text])))
);
CREATE INDEX donation_lot_by_donation ON public.donation_lot USING btree (donation_id, "position");
CREATE INDEX donation_lot_by_item ON public.donation_lot USING btree (item, expires_on) WHERE (withdrawn_at IS NULL);

CREATE TABLE donation_point (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  name text NOT NULL,
  area_code text NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_at timestamp with time zone,
  CONSTRAINT donation_point_pkey PRIMARY KEY (id),
  CONSTRAINT donation_point_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT donation_point_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT donation_point_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX donation_point_by_organisation ON public.donation_point USING btree (organisation_id);

CREATE TABLE donation_use_change (
  id uuid NOT NULL,
  donation_id uuid NOT NULL,
  earlier jsonb NOT NULL,
  later jsonb NOT NULL,
  method text NOT NULL,
  consented_on date NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT donation_use_change_pkey PRIMARY KEY (id),
  CONSTRAINT donation_use_change_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT donation_use_change_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT donation_use_change_method_check CHECK ((method = ANY (ARRAY['PORTAL'::text, 'WRITTEN'::text, 'PHONE'::text])))
);
CREATE INDEX donation_use_change_by_donation ON public.donation_use_change USING btree (donation_id, recorded_at);
CREATE TRIGGER changes_of_use_are_never_cut BEFORE TRUNCATE ON public.donation_use_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER changes_of_use_never_change BEFORE DELETE OR UPDATE ON public.donation_use_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE donor (
  id uuid NOT NULL,
  kind text NOT NULL,
  organisation_id uuid,
  data_key bytea,
  name bytea,
  phone bytea,
  resident_number bytea,
  resident_number_index bytea,
  registered_by uuid,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT an_organisation_is_one_donor UNIQUE (organisation_id),
  CONSTRAINT donor_pkey PRIMARY KEY (id),
  CONSTRAINT donor_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT donor_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT a_donor_is_known_by_its_kind CHECK (
CASE kind
    WHEN 'ORGANISATION'::text THEN ((organisation_id IS NOT NULL) AND (num_nonnulls(data_key, name, phone, resident_number, resident_number_index) = 0))
    WHEN 'INDIVIDUAL'::text THEN ((organisation_id IS NULL) AND ((name IS NOT NULL) OR (data_key IS NULL)))
    ELSE (num_nonnulls(organisation_id, data_key, name, phone, resident_number, resident_number_index) = 0)
END),
  CONSTRAINT donor_kind_check CHECK ((kind = ANY (ARRAY['ORGANISATION'::text, 'INDIVIDUAL'::text, 'ANONYMOUS'::text])))
);
CREATE INDEX donor_by_resident_number ON public.donor USING btree (resident_number_index) WHERE (resident_number_index IS NOT NULL);

CREATE TABLE evaluation (
  id uuid NOT NULL,
  scheme_id uuid NOT NULL,
  year integer NOT NULL,
  status text NOT NULL,
  hash bytea NOT NULL,
  computed_by uuid NOT NULL,
  computed_at timestamp with time zone NOT NULL DEFAULT now(),
  published_by uuid,
  published_at timestamp with time zone,
  appeal_until date,
  CONSTRAINT evaluation_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_computed_by_fkey FOREIGN KEY (computed_by) REFERENCES account(id),
  CONSTRAINT evaluation_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT evaluation_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES evaluation_scheme(id),
  CONSTRAINT an_evaluation_is_published_by_another_person CHECK ((published_by <> computed_by)),
  CONSTRAINT evaluation_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT evaluation_status_check CHECK ((status = ANY (ARRAY['COMPUTED'::text, 'PUBLISHED'::text]))),
  CONSTRAINT evaluation_year_check CHECK (((year >= 2000) AND (year <= 2199))),
  CONSTRAINT what_is_published_has_its_author_time_and_appeal CHECK ((num_nulls(published_by, published_at, appeal_until) =
CASE status
    WHEN 'PUBLISHED'::text THEN 0
    ELSE 3
END))
);
CREATE UNIQUE INDEX a_scheme_is_published_once_a_year ON public.evaluation USING btree (scheme_id, year) WHERE (status = 'PUBLISHED'::text);
CREATE TRIGGER an_evaluation_is_published_never_changed BEFORE UPDATE ON public.evaluation FOR EACH ROW EXECUTE FUNCTION refuse_other_than_publishing();
CREATE TRIGGER evaluations_are_never_removed BEFORE DELETE ON public.evaluation FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evaluation_appeal (
  id uuid NOT NULL,
  result_id uuid NOT NULL,
  reason text NOT NULL,
  status text NOT NULL,
  appealed_by uuid NOT NULL,
  appealed_at timestamp with time zone NOT NULL DEFAULT now(),
  decision text,
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT a_result_is_appealed_once UNIQUE (result_id),
  CONSTRAINT evaluation_appeal_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_appeal_appealed_by_fkey FOREIGN KEY (appealed_by) REFERENCES account(id),
  CONSTRAINT evaluation_appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT evaluation_appeal_result_id_fkey FOREIGN KEY (result_id) REFERENCES evaluation_result(id),
  CONSTRAINT a_decided_appeal_has_its_author_time_and_reason CHECK ((num_nulls(decision, decided_by, decided_at) =
CASE status
    WHEN 'OPEN'::text THEN 3
    ELSE 0
END)),
  CONSTRAINT evaluation_appeal_decision_check CHECK (((length(decision) >= 1) AND (length(decision) <= 1000))),
  CONSTRAINT evaluation_appeal_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  CONSTRAINT evaluation_appeal_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'UPHELD'::text, 'REJECTED'::text]))),
  CONSTRAINT nobody_decides_an_appeal_of_its_own CHECK ((decided_by <> appealed_by))
);

CREATE TABLE evaluation_result (
  id uuid NOT NULL,
  evaluation_id uuid NOT NULL,
  subject_key text NOT NULL,
  subject_name text NOT NULL,
  version integer NOT NULL,
  total integer NOT NULL,
  lines jsonb NOT NULL,
  hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_subject_has_one_result_of_a_version UNIQUE (evaluation_id, subject_key, version),
  CONSTRAINT evaluation_result_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_result_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES evaluation(id),
  CONSTRAINT evaluation_result_hash_check CHECK ((length(hash) = 32)),
  CONSTRAINT evaluation_result_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
  CONSTRAINT evaluation_result_total_check CHECK (((total >= 0) AND (total <= 10000))),
  CONSTRAINT evaluation_result_version_check CHECK ((version >= 1))
);
CREATE TRIGGER results_never_change BEFORE DELETE OR UPDATE ON public.evaluation_result FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE evaluation_scheme (
  id uuid NOT NULL,
  subject_kind text NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  area_code text NOT NULL,
  lines jsonb NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_scheme_has_a_version_of_its_own UNIQUE (area_code, subject_kind, version),
  CONSTRAINT evaluation_scheme_pkey PRIMARY KEY (id),
  CONSTRAINT evaluation_scheme_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT evaluation_scheme_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  CONSTRAINT evaluation_scheme_lines_check CHECK ((jsonb_typeof(lines) = 'array'::text)),
  CONSTRAINT evaluation_scheme_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['STREET'::text, 'COMMUNITY'::text, 'ORGANISATION'::text, 'ADVISER'::text]))),
  CONSTRAINT evaluation_scheme_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  CONSTRAINT evaluation_scheme_version_check CHECK ((version >= 1))
);
CREATE TRIGGER schemes_never_change BEFORE DELETE OR UPDATE ON public.evaluation_scheme FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE event (
  position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamp with time zone NOT NULL DEFAULT now(),
  type text NOT NULL,
  subject_id uuid NOT NULL,
  audience text[] NOT NULL,
  payload jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT event_pkey PRIMARY KEY (transaction, "position", at)
) PARTITION BY RANGE (at);
CREATE INDEX event_by_subject ON ONLY public.event USING btree (subject_id);
CREATE INDEX event_by_time ON ONLY public.event USING btree (at);

CREATE TABLE event_epoch (
  single boolean NOT NULL DEFAULT true,
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  removed_transaction xid8 NOT NULL DEFAULT '0'::xid8,
  removed_position bigint NOT NULL DEFAULT 0,
  history text,
  CONSTRAINT event_epoch_pkey PRIMARY KEY (single),
  CONSTRAINT event_epoch_single_check CHECK (single)
);

CREATE TABLE found_person (
  id uuid NOT NULL,
  person_index bytea,
  data_key bytea,
  details bytea,
  area_code text NOT NULL,
  outcome text,
  household_id uuid,
  settled_at timestamp with time zone,
  found_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT found_person_pkey PRIMARY KEY (id),
  CONSTRAINT found_person_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT found_person_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT a_found_person_has_a_known_outcome CHECK ((outcome = ANY (ARRAY['REGISTERED'::text, 'REFUSED'::text, 'MOVED_AWAY'::text, 'NOT_FOUND'::text, 'VOIDED'::text]))),
  CONSTRAINT a_found_person_is_known_until_it_is_settled CHECK ((((settled_at IS NULL) = (person_index IS NOT NULL)) AND ((settled_at IS NULL) = (data_key IS NOT NULL)) AND ((settled_at IS NULL) = (details IS NOT NULL)) AND ((settled_at IS NULL) = (outcome IS NULL)))),
  CONSTRAINT found_person_person_index_check CHECK ((octet_length(person_index) = 16)),
  CONSTRAINT who_was_registered_has_a_household CHECK (((household_id IS NOT NULL) = (NOT (outcome IS DISTINCT FROM 'REGISTERED'::text))))
);
CREATE UNIQUE INDEX a_person_is_found_once ON public.found_person USING btree (person_index) WHERE (person_index IS NOT NULL);

CREATE TABLE fundraising_partnership (
  project_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  agreement_number text NOT NULL,
  agreed_on date NOT NULL,
  proposed_by uuid NOT NULL,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  CONSTRAINT fundraising_partnership_pkey PRIMARY KEY (project_id),
  CONSTRAINT fundraising_partnership_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES account(id),
  CONSTRAINT fundraising_partnership_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT fundraising_partnership_project_id_fkey FOREIGN KEY (project_id) REFERENCES charity_project(id),
  CONSTRAINT fundraising_partnership_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  CONSTRAINT a_confirmation_has_its_author_and_time CHECK ((num_nulls(confirmed_by, confirmed_at) = ANY (ARRAY[0, 2]))),
  CONSTRAINT a_second_person_confirms_a_partnership CHECK ((confirmed_by <> proposed_by)),
  CONSTRAINT fundraising_partnership_agreement_number_check CHECK (((length(agreement_number) >= 1) AND (length(agreement_number) <= 60)))
);
CREATE INDEX fundraising_partnership_by_organisation ON public.fundraising_partnership USING btree (organisation_id);

CREATE TABLE fundraising_plan (
  project_id uuid NOT NULL,
  purpose text NOT NULL,
  area_codes text[] NOT NULL,
  responsible_person text NOT NULL,
  office_address text NOT NULL,
  donation_channels text[] NOT NULL,
  bank_name text NOT NULL,
  bank_account text NOT NULL,
  beneficiaries text NOT NULL,
  use_of_proceeds text NOT NULL,
  cost_fen bigint NOT NULL,
  cost_detail text NOT NULL,
  leftover_use text NOT NULL,
  CONSTRAINT fundraising_plan_pkey PRIMARY KEY (project_id),
  CONSTRAINT fundraising_plan_project_id_fkey FOREIGN KEY (project_id) REFERENCES charity_project(id),
  CONSTRAINT fundraising_plan_area_codes_check CHECK ((cardinality(area_codes) > 0)),
  CONSTRAINT fundraising_plan_bank_account_check CHECK ((bank_account ~ '^[0-9]{8,30}$'::text)),
  CONSTRAINT fundraising_plan_bank_name_check CHECK (((length(bank_name) >= 1) AND (length(bank_name) <= 120))),
  CONSTRAINT fundraising_plan_beneficiaries_check CHECK (((length(beneficiaries) >= 1) AND (length(beneficiaries) <= 500))),
  CONSTRAINT fundraising_plan_cost_detail_check CHECK (((length(cost_detail) >= 1) AND (length(cost_detail) <= 500))),
  CONSTRAINT fundraising_plan_donation_channels_check CHECK ((cardinality(donation_channels) > 0)),
  CONSTRAINT fundraising_plan_leftover_use_check CHECK (((length(leftover_use) >= 1) AND (length(leftover_use) <= 500))),
  CONSTRAINT fundraising_plan_office_address_check CHECK (((length(office_address) >= 1) AND (length(office_address) <= 200))),
  CONSTRAINT fundraising_plan_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 1000))),
  CONSTRAINT fundraising_plan_responsible_person_check CHECK (((length(responsible_person) >= 1) AND (length(responsible_person) <= 60))),
  CONSTRAINT fundraising_plan_use_of_proceeds_check CHECK (((length(use_of_proceeds) >= 1) AND (length(use_of_proceeds) <= 1000))),
  CONSTRAINT the_cost_of_raising_is_not_below_zero CHECK (((cost_fen >= 0) AND (cost_fen <= '9007199254740991'::bigint)))
);

CREATE TABLE fundraising_qualification (
  organisation_id uuid NOT NULL,
  certificate_number text NOT NULL,
  charity_since date NOT NULL,
  granted_on date NOT NULL,
  revoked_on date,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT fundraising_qualification_pkey PRIMARY KEY (organisation_id),
  CONSTRAINT fundraising_qualification_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT fundraising_qualification_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT a_charity_qualifies_after_one_year CHECK ((granted_on >= ((charity_since + '1 year'::interval))::date)),
  CONSTRAINT a_qualification_ends_after_it_began CHECK ((revoked_on >= granted_on)),
  CONSTRAINT fundraising_qualification_certificate_number_check CHECK (((length(certificate_number) >= 1) AND (length(certificate_number) <= 60)))
);

CREATE TABLE holiday_notice (
  year integer NOT NULL,
  version integer NOT NULL,
  source text NOT NULL,
  holidays date[] NOT NULL,
  workdays date[] NOT NULL,
  command_id uuid,
  recorded_by uuid,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT holiday_notice_command_id_key UNIQUE (command_id),
  CONSTRAINT holiday_notice_pkey PRIMARY KEY (year, version),
  CONSTRAINT holiday_notice_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT a_day_is_not_both_off_and_worked CHECK ((NOT (holidays && workdays))),
  CONSTRAINT a_notice_has_one_who_recorded_it CHECK (((command_id IS NULL) = (recorded_by IS NULL))),
  CONSTRAINT holiday_notice_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
  CONSTRAINT holiday_notice_version_check CHECK ((version > 0)),
  CONSTRAINT holiday_notice_year_check CHECK (((year >= 2000) AND (year <= 2100)))
);

CREATE TABLE honour_consent (
  id uuid NOT NULL,
  donor_id uuid NOT NULL,
  data_key bytea,
  name bytea,
  shows_amount boolean NOT NULL,
  method text NOT NULL,
  agreed_at timestamp with time zone NOT NULL DEFAULT now(),
  recorded_by uuid NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  CONSTRAINT honour_consent_pkey PRIMARY KEY (id),
  CONSTRAINT honour_consent_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES donor(id),
  CONSTRAINT honour_consent_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT honour_consent_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES account(id),
  CONSTRAINT a_name_is_kept_while_the_consent_stands CHECK ((num_nulls(data_key, name) =
CASE
    WHEN (withdrawn_at IS NULL) THEN 0
    ELSE 2
END)),
  CONSTRAINT a_withdrawal_has_its_author CHECK ((num_nulls(withdrawn_at, withdrawn_by) = ANY (ARRAY[0, 2]))),
  CONSTRAINT honour_consent_method_check CHECK ((method = ANY (ARRAY['PORTAL'::text, 'WRITTEN'::text, 'PHONE'::text])))
);
CREATE UNIQUE INDEX a_donor_agrees_once_at_a_time ON public.honour_consent USING btree (donor_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX honour_consent_standing ON public.honour_consent USING btree (agreed_at, id) WHERE (withdrawn_at IS NULL);

CREATE TABLE household (
  id uuid NOT NULL,
  area_code text NOT NULL,
  low_income_category text NOT NULL,
  situations text[] NOT NULL DEFAULT '{}'::text[],
  barriers text[] NOT NULL DEFAULT '{}'::text[],
  data_key bytea,
  address bytea,
  phone bytea,
  registered_by uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  erasure_began_at timestamp with time zone,
  CONSTRAINT household_pkey PRIMARY KEY (id),
  CONSTRAINT household_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT household_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT a_household_without_a_key_is_erased CHECK (((data_key IS NOT NULL) OR (erasure_began_at IS NOT NULL))),
  CONSTRAINT barriers_are_the_three_barriers CHECK ((barriers <@ ARRAY['UNAWARE'::text, 'UNABLE_TO_APPLY'::text, 'AFRAID'::text])),
  CONSTRAINT household_low_income_category_check CHECK ((low_income_category = ANY (ARRAY['DIBAO'::text, 'TEKUN'::text, 'ANTI_RETURN_MONITORED'::text, 'DIBAO_MARGINAL'::text, 'RIGID_EXPENDITURE'::text, 'OTHER_HARDSHIP'::text, 'NOT_RECOGNISED'::text])))
);
CREATE INDEX household_by_area ON public.household USING btree (area_code);
CREATE INDEX household_erased ON public.household USING btree (id) WHERE (erasure_began_at IS NOT NULL);

CREATE TABLE household_means (
  household_id uuid NOT NULL,
  source text NOT NULL,
  figures bytea,
  recorded_by uuid,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT household_means_pkey PRIMARY KEY (household_id),
  CONSTRAINT household_means_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_means_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT household_means_source_check CHECK ((source = ANY (ARRAY['STATED'::text, 'CHECKED'::text, 'REFUSED'::text]))),
  CONSTRAINT refused_means_have_no_figures CHECK (((source = 'REFUSED'::text) = (figures IS NULL)))
);

CREATE TABLE household_member (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  relation text NOT NULL,
  name bytea,
  resident_number bytea,
  resident_number_index bytea,
  age_band text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_person_belongs_to_one_household UNIQUE (resident_number_index),
  CONSTRAINT household_member_pkey PRIMARY KEY (id),
  CONSTRAINT household_member_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_member_age_band_check CHECK ((age_band = ANY (ARRAY['UNDER_14'::text, 'FROM_14_TO_17'::text, 'FROM_18_TO_59'::text, 'FROM_60_TO_79'::text, 'FROM_80'::text]))),
  CONSTRAINT household_member_relation_check CHECK ((relation = ANY (ARRAY['HEAD'::text, 'SPOUSE'::text, 'CHILD'::text, 'PARENT'::text, 'GRANDCHILD'::text, 'GRANDPARENT'::text, 'SIBLING'::text, 'OTHER'::text])))
);
CREATE UNIQUE INDEX a_household_has_one_head ON public.household_member USING btree (household_id) WHERE (relation = 'HEAD'::text);
CREATE INDEX household_member_by_household ON public.household_member USING btree (household_id);

CREATE TABLE household_watch (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  reason bytea NOT NULL,
  interval_days integer NOT NULL,
  next_review_on date,
  started_by uuid NOT NULL,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  CONSTRAINT household_watch_pkey PRIMARY KEY (id),
  CONSTRAINT household_watch_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT household_watch_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT household_watch_started_by_fkey FOREIGN KEY (started_by) REFERENCES account(id),
  CONSTRAINT a_watch_has_a_review_day_until_it_ends CHECK (((ended_at IS NULL) = (next_review_on IS NOT NULL))),
  CONSTRAINT household_watch_interval_days_check CHECK (((interval_days >= 7) AND (interval_days <= 180)))
);
CREATE UNIQUE INDEX a_household_is_watched_once_at_a_time ON public.household_watch USING btree (household_id) WHERE (ended_at IS NULL);
CREATE INDEX household_watch_by_area ON public.household_watch USING btree (area_code, next_review_on, id);

CREATE TABLE household_watch_review (
  id uuid NOT NULL,
  watch_id uuid NOT NULL,
  outcome text NOT NULL,
  note bytea NOT NULL,
  reviewed_by uuid NOT NULL,
  reviewed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT household_watch_review_pkey PRIMARY KEY (id),
  CONSTRAINT household_watch_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES account(id),
  CONSTRAINT household_watch_review_watch_id_fkey FOREIGN KEY (watch_id) REFERENCES household_watch(id),
  CONSTRAINT household_watch_review_outcome_check CHECK ((outcome = ANY (ARRAY['CONTINUE'::text, 'END'::text])))
);
CREATE INDEX household_watch_review_by_watch ON public.household_watch_review USING btree (watch_id, reviewed_at);

CREATE TABLE issue_follow_up (
  id uuid NOT NULL,
  issue_id uuid NOT NULL,
  state text NOT NULL,
  note text NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT issue_follow_up_pkey PRIMARY KEY (id),
  CONSTRAINT issue_follow_up_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES meeting_issue(id),
  CONSTRAINT issue_follow_up_written_by_fkey FOREIGN KEY (written_by) REFERENCES account(id),
  CONSTRAINT issue_follow_up_note_check CHECK (((length(note) >= 1) AND (length(note) <= 1000))),
  CONSTRAINT issue_follow_up_state_check CHECK ((state = ANY (ARRAY['IN_PROGRESS'::text, 'RESOLVED'::text, 'DROPPED'::text])))
);
CREATE INDEX issue_follow_up_by_issue ON public.issue_follow_up USING btree (issue_id, written_at);
CREATE TRIGGER follow_ups_never_change BEFORE DELETE OR UPDATE ON public.issue_follow_up FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE job_placement (
  id uuid NOT NULL,
  post_id uuid NOT NULL,
  seeker_id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  status text NOT NULL,
  score integer NOT NULL,
  referred_by uuid NOT NULL,
  referred_at timestamp with time zone NOT NULL DEFAULT now(),
  interviewed_on date,
  hired_on date,
  kept_3_on date,
  kept_6_on date,
  ended_on date,
  end_reason text,
  CONSTRAINT job_placement_pkey PRIMARY KEY (id),
  CONSTRAINT job_placement_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT job_placement_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT job_placement_post_id_fkey FOREIGN KEY (post_id) REFERENCES job_post(id),
  CONSTRAINT job_placement_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES account(id),
  CONSTRAINT job_placement_seeker_id_fkey FOREIGN KEY (seeker_id) REFERENCES job_seeker(id),
  CONSTRAINT an_ended_placement_says_why_and_when CHECK ((((status = 'ENDED'::text) = (ended_on IS NOT NULL)) AND (num_nulls(ended_on, end_reason) = ANY (ARRAY[0, 2])))),
  CONSTRAINT job_placement_end_reason_check CHECK ((end_reason = ANY (ARRAY['NOT_HIRED'::text, 'DECLINED'::text, 'LEFT'::text, 'DISMISSED'::text, 'CONTRACT_OVER'::text]))),
  CONSTRAINT job_placement_score_check CHECK (((score >= 0) AND (score <= 10000))),
  CONSTRAINT job_placement_status_check CHECK ((status = ANY (ARRAY['REFERRED'::text, 'INTERVIEWED'::text, 'HIRED'::text, 'KEPT_3_MONTHS'::text, 'KEPT_6_MONTHS'::text, 'ENDED'::text]))),
  CONSTRAINT what_was_kept_was_begun CHECK ((((kept_3_on IS NULL) OR (hired_on < kept_3_on)) AND ((kept_6_on IS NULL) OR (kept_3_on < kept_6_on)))),
  CONSTRAINT whoever_was_hired_has_a_day_of_it CHECK (((status <> ALL (ARRAY['HIRED'::text, 'KEPT_3_MONTHS'::text, 'KEPT_6_MONTHS'::text])) OR (hired_on IS NOT NULL)))
);
CREATE UNIQUE INDEX a_person_is_at_a_post_once_at_a_time ON public.job_placement USING btree (post_id, seeker_id) WHERE (status <> 'ENDED'::text);
CREATE UNIQUE INDEX a_person_is_employed_at_one_post ON public.job_placement USING btree (seeker_id) WHERE (status = ANY (ARRAY['HIRED'::text, 'KEPT_3_MONTHS'::text, 'KEPT_6_MONTHS'::text]));

CREATE TABLE job_post (
  id uuid NOT NULL,
  kind text NOT NULL,
  organisation_id uuid,
  title text NOT NULL,
  area_codes text[] NOT NULL,
  situations text[] NOT NULL,
  age_from smallint NOT NULL,
  age_to smallint NOT NULL,
  education text NOT NULL,
  abilities text[] NOT NULL,
  skills text[] NOT NULL,
  monthly_fen bigint NOT NULL,
  places integer NOT NULL,
  places_taken integer NOT NULL DEFAULT 0,
  closes_on date NOT NULL,
  closed_at timestamp with time zone,
  published_by uuid NOT NULL,
  published_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT job_post_pkey PRIMARY KEY (id),
  CONSTRAINT job_post_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT job_post_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT a_post_never_employs_more_than_its_places CHECK ((((places >= 1) AND (places <= 500)) AND ((places_taken >= 0) AND (places_taken <= places)))),
  CONSTRAINT job_post_area_codes_check CHECK (((cardinality(area_codes) >= 1) AND (cardinality(area_codes) <= 20))),
  CONSTRAINT job_post_education_check CHECK ((education = ANY (ARRAY['CANNOT_READ'::text, 'PRIMARY'::text, 'MIDDLE_SCHOOL'::text, 'HIGHER'::text]))),
  CONSTRAINT job_post_kind_check CHECK ((kind = ANY (ARRAY['JOB_LEAD'::text, 'PUBLIC_WELFARE_POST'::text]))),
  CONSTRAINT job_post_monthly_fen_check CHECK (((monthly_fen >= 1) AND (monthly_fen <= 100000000))),
  CONSTRAINT job_post_title_check CHECK (((length(title) >= 2) AND (length(title) <= 60))),
  CONSTRAINT nobody_under_sixteen_is_employed CHECK (((16 <= age_from) AND (age_from <= age_to) AND (age_to <= 100)))
);
CREATE INDEX job_post_open ON public.job_post USING btree (published_at, id) WHERE (closed_at IS NULL);

CREATE TABLE job_seeker (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  member_id uuid NOT NULL,
  area_code text NOT NULL,
  education text NOT NULL,
  abilities text[] NOT NULL,
  skills text[] NOT NULL,
  birth_year bytea NOT NULL,
  registered_by uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_person_seeks_once UNIQUE (member_id),
  CONSTRAINT job_seeker_pkey PRIMARY KEY (id),
  CONSTRAINT job_seeker_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT job_seeker_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT job_seeker_member_id_fkey FOREIGN KEY (member_id) REFERENCES household_member(id),
  CONSTRAINT job_seeker_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT job_seeker_education_check CHECK ((education = ANY (ARRAY['CANNOT_READ'::text, 'PRIMARY'::text, 'MIDDLE_SCHOOL'::text, 'HIGHER'::text])))
);
CREATE INDEX job_seeker_by_household ON public.job_seeker USING btree (household_id);

CREATE TABLE ledger_balance (
  holding_id uuid NOT NULL,
  book text NOT NULL,
  balance bigint NOT NULL DEFAULT 0,
  CONSTRAINT ledger_balance_pkey PRIMARY KEY (holding_id, book),
  CONSTRAINT ledger_balance_holding_id_fkey FOREIGN KEY (holding_id) REFERENCES ledger_holding(id),
  CONSTRAINT ledger_balance_book_check CHECK ((book = ANY (ARRAY['SOURCE'::text, 'PLEDGED'::text, 'RECEIVED'::text, 'RESERVED'::text, 'DELIVERED'::text, 'RETURNED'::text, 'LOST'::text, 'EXPIRED'::text]))),
  CONSTRAINT only_the_source_is_overdrawn CHECK (
CASE
    WHEN (book = 'SOURCE'::text) THEN (balance <= 0)
    ELSE (balance >= 0)
END)
);
CREATE INDEX ledger_balance_free ON public.ledger_balance USING btree (holding_id) WHERE ((book = 'RECEIVED'::text) AND (balance > 0));

CREATE TABLE ledger_entry (
  transfer_id uuid NOT NULL,
  holding_id uuid NOT NULL,
  book text NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT debits_equal_credits TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ledger_entry_pkey PRIMARY KEY (transfer_id, holding_id, book),
  CONSTRAINT ledger_entry_holding_id_book_fkey FOREIGN KEY (holding_id, book) REFERENCES ledger_balance(holding_id, book),
  CONSTRAINT ledger_entry_transfer_id_fkey FOREIGN KEY (transfer_id) REFERENCES ledger_transfer(id),
  CONSTRAINT an_entry_moves_something CHECK (((amount <> 0) AND ((amount >= '-9007199254740991'::bigint) AND (amount <= '9007199254740991'::bigint))))
);
CREATE INDEX ledger_entry_by_holding ON public.ledger_entry USING btree (holding_id, book);
CREATE CONSTRAINT TRIGGER debits_equal_credits AFTER INSERT ON public.ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_transfer();
CREATE TRIGGER ledger_entries_are_never_cut BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entries_never_change BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE ledger_holding (
  id uuid NOT NULL,
  kind text NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT ledger_holding_pkey PRIMARY KEY (id),
  CONSTRAINT a_holding_is_of_a_known_kind CHECK ((kind = ANY (ARRAY['MONEY'::text, 'LOT'::text, 'BUDGET'::text, 'POINTS'::text])))
);

CREATE TABLE ledger_transfer (
  id uuid NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  subject_id uuid NOT NULL,
  allocation_id uuid,
  project_id uuid,
  settles_id uuid,
  audit_position bigint NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT ledger_transfer_pkey PRIMARY KEY (id),
  CONSTRAINT a_transfer_names_an_allocation FOREIGN KEY (allocation_id) REFERENCES allocation(id),
  CONSTRAINT ledger_transfer_audit_position_fkey FOREIGN KEY (audit_position) REFERENCES audit_line("position"),
  CONSTRAINT ledger_transfer_settles_id_fkey FOREIGN KEY (settles_id) REFERENCES ledger_transfer(id),
  CONSTRAINT a_transfer_that_settles_says_what CHECK (((kind = ANY (ARRAY['POSTED'::text, 'VOIDED'::text, 'REVERSAL'::text])) = (settles_id IS NOT NULL))),
  CONSTRAINT ledger_transfer_kind_check CHECK ((kind = ANY (ARRAY['SINGLE'::text, 'PENDING'::text, 'POSTED'::text, 'VOIDED'::text, 'REVERSAL'::text]))),
  CONSTRAINT ledger_transfer_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 60)))
);
CREATE UNIQUE INDEX a_transfer_is_settled_once_each_way ON public.ledger_transfer USING btree (settles_id, kind) WHERE (settles_id IS NOT NULL);
CREATE INDEX ledger_transfer_by_allocation ON public.ledger_transfer USING btree (allocation_id) WHERE (allocation_id IS NOT NULL);
CREATE INDEX ledger_transfer_by_project ON public.ledger_transfer USING btree (project_id) WHERE (project_id IS NOT NULL);
CREATE INDEX ledger_transfer_by_subject ON public.ledger_transfer USING btree (subject_id, at);
CREATE TRIGGER ledger_transfers_are_never_cut BEFORE TRUNCATE ON public.ledger_transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transfers_never_change BEFORE DELETE OR UPDATE ON public.ledger_transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE linkage_party (
  id uuid NOT NULL,
  kind text NOT NULL,
  local_kind text,
  name text NOT NULL,
  area_code text NOT NULL,
  organisation_id uuid,
  registered_by uuid NOT NULL,
  registered_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_party_has_its_name_once_in_an_area UNIQUE (area_code, kind, name),
  CONSTRAINT linkage_party_pkey PRIMARY KEY (id),
  CONSTRAINT linkage_party_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT linkage_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT linkage_party_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT linkage_party_kind_check CHECK ((kind = ANY (ARRAY['COMMUNITY'::text, 'SOCIAL_ORGANISATION'::text, 'SOCIAL_WORKERS'::text, 'VOLUNTEERS'::text, 'CHARITY_RESOURCES'::text, 'OTHER_LOCAL'::text]))),
  CONSTRAINT linkage_party_local_kind_check CHECK (((length(local_kind) >= 1) AND (length(local_kind) <= 20))),
  CONSTRAINT linkage_party_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT only_the_sixth_party_is_named_locally CHECK (((kind = 'OTHER_LOCAL'::text) = (local_kind IS NOT NULL)))
);

CREATE TABLE local_standard (
  area_code text NOT NULL,
  kind text NOT NULL,
  value bigint NOT NULL,
  valid_from date NOT NULL,
  source text NOT NULL,
  is_sample boolean NOT NULL DEFAULT false,
  set_by uuid NOT NULL,
  set_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT local_standard_pkey PRIMARY KEY (area_code, kind, valid_from),
  CONSTRAINT local_standard_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT local_standard_set_by_fkey FOREIGN KEY (set_by) REFERENCES account(id),
  CONSTRAINT local_standard_kind_check CHECK ((kind = ANY (ARRAY['DIBAO_MONTHLY'::text, 'DISPOSABLE_INCOME_MONTHLY'::text, 'PROPERTY_PER_HEAD'::text, 'RIGID_SPENDING_PERMILLE'::text]))),
  CONSTRAINT local_standard_value_check CHECK ((value > 0))
);

CREATE TABLE media_appeal (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  status text NOT NULL,
  text text,
  until timestamp with time zone NOT NULL,
  drafted_by uuid NOT NULL,
  drafted_at timestamp with time zone NOT NULL DEFAULT now(),
  published_by uuid,
  published_at timestamp with time zone,
  CONSTRAINT media_appeal_pkey PRIMARY KEY (id),
  CONSTRAINT media_appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES care_case(id),
  CONSTRAINT media_appeal_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES account(id),
  CONSTRAINT media_appeal_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT media_appeal_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT a_published_appeal_has_its_author_and_time CHECK (((num_nulls(published_by, published_at) = ANY (ARRAY[0, 2])) AND ((status <> 'PUBLISHED'::text) OR (published_at IS NOT NULL)))),
  CONSTRAINT an_appeal_is_published_by_another_person CHECK ((published_by <> drafted_by)),
  CONSTRAINT media_appeal_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT media_appeal_text_check CHECK (((length(text) >= 10) AND (length(text) <= 1000))),
  CONSTRAINT the_words_are_gone_once_it_is_withdrawn CHECK (((status = 'WITHDRAWN'::text) = (text IS NULL)))
);
CREATE INDEX media_appeal_by_case ON public.media_appeal USING btree (case_id);
CREATE INDEX media_appeal_published ON public.media_appeal USING btree (published_at, id) WHERE (status = 'PUBLISHED'::text);

CREATE TABLE meeting (
  id uuid NOT NULL,
  area_code text NOT NULL,
  title text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  place text NOT NULL,
  agenda text[] NOT NULL,
  status text NOT NULL DEFAULT 'CALLED'::text,
  notes text,
  called_by uuid NOT NULL,
  called_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT meeting_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT meeting_called_by_fkey FOREIGN KEY (called_by) REFERENCES account(id),
  CONSTRAINT a_meeting_that_was_held_has_notes CHECK (((status = 'HELD'::text) = (notes IS NOT NULL))),
  CONSTRAINT meeting_agenda_check CHECK (((cardinality(agenda) >= 1) AND (cardinality(agenda) <= 30))),
  CONSTRAINT meeting_notes_check CHECK (((length(notes) >= 1) AND (length(notes) <= 5000))),
  CONSTRAINT meeting_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100))),
  CONSTRAINT meeting_status_check CHECK ((status = ANY (ARRAY['CALLED'::text, 'HELD'::text, 'CANCELLED'::text]))),
  CONSTRAINT meeting_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);
CREATE INDEX meeting_by_time ON public.meeting USING btree (starts_at, id);

CREATE TABLE meeting_issue (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  title text NOT NULL,
  detail text NOT NULL,
  owner_area_code text,
  owner_organisation_id uuid,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'OPEN'::text,
  settled_at timestamp with time zone,
  raised_by uuid NOT NULL,
  raised_at timestamp with time zone NOT NULL DEFAULT now(),
  reminded_on date,
  CONSTRAINT meeting_issue_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_issue_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting(id),
  CONSTRAINT meeting_issue_owner_area_code_fkey FOREIGN KEY (owner_area_code) REFERENCES area(code),
  CONSTRAINT meeting_issue_owner_organisation_id_fkey FOREIGN KEY (owner_organisation_id) REFERENCES organisation(id),
  CONSTRAINT meeting_issue_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES account(id),
  CONSTRAINT an_issue_has_one_owner CHECK ((num_nonnulls(owner_area_code, owner_organisation_id) = 1)),
  CONSTRAINT an_issue_is_reminded_of_when_it_is_overdue CHECK ((reminded_on > due_on)),
  CONSTRAINT an_issue_is_settled_with_its_time CHECK (((state = ANY (ARRAY['RESOLVED'::text, 'DROPPED'::text])) = (settled_at IS NOT NULL))),
  CONSTRAINT meeting_issue_detail_check CHECK (((length(detail) >= 1) AND (length(detail) <= 1000))),
  CONSTRAINT meeting_issue_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'IN_PROGRESS'::text, 'RESOLVED'::text, 'DROPPED'::text]))),
  CONSTRAINT meeting_issue_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);
CREATE INDEX meeting_issue_by_meeting ON public.meeting_issue USING btree (meeting_id, id);
CREATE INDEX meeting_issue_open ON public.meeting_issue USING btree (due_on, id) WHERE (settled_at IS NULL);

CREATE TABLE meeting_party (
  id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  area_code text,
  organisation_id uuid,
  CONSTRAINT a_party_is_invited_once UNIQUE NULLS NOT DISTINCT (meeting_id, area_code, organisation_id),
  CONSTRAINT meeting_party_pkey PRIMARY KEY (id),
  CONSTRAINT meeting_party_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT meeting_party_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meeting(id),
  CONSTRAINT meeting_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_party_is_an_area_or_an_organisation CHECK ((num_nonnulls(area_code, organisation_id) = 1))
);
CREATE INDEX meeting_party_by_area ON public.meeting_party USING btree (area_code, meeting_id) WHERE (area_code IS NOT NULL);
CREATE INDEX meeting_party_by_organisation ON public.meeting_party USING btree (organisation_id, meeting_id) WHERE (organisation_id IS NOT NULL);

CREATE TABLE need (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  kind text NOT NULL,
  service_kind text NOT NULL,
  origin text NOT NULL,
  urgency text NOT NULL,
  card_text text NOT NULL,
  wanted_by date,
  quantity integer NOT NULL DEFAULT 1,
  quantity_unit text,
  quantity_claimed integer NOT NULL DEFAULT 0,
  quantity_delivered integer NOT NULL DEFAULT 0,
  price_ceiling_fen bigint,
  situations text[] NOT NULL DEFAULT '{}'::text[],
  languages text[] NOT NULL DEFAULT '{}'::text[],
  skills text[] NOT NULL DEFAULT '{}'::text[],
  literacy text,
  economic_status text,
  hardship_degree text,
  area_code text NOT NULL,
  restricted boolean NOT NULL,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  status_reason text,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  referred_at timestamp with time zone,
  unmatched_since timestamp with time zone,
  referred_by uuid,
  opens_at timestamp with time zone,
  wished_item text,
  held_fen bigint NOT NULL DEFAULT 0,
  received_fen bigint NOT NULL DEFAULT 0,
  CONSTRAINT need_pkey PRIMARY KEY (id),
  CONSTRAINT need_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT need_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT need_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT need_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES account(id),
  CONSTRAINT a_micro_wish_is_one_thing_with_a_price_ceiling CHECK ((((kind = 'MICRO_WISH'::text) = (price_ceiling_fen IS NOT NULL)) AND ((kind <> 'MICRO_WISH'::text) OR ((quantity = 1) AND ((price_ceiling_fen >= 1) AND (price_ceiling_fen <= 100000)))))),
  CONSTRAINT a_need_has_a_moment_of_opening_exactly_while_it_is_offered CHECK (((status = 'OFFERED'::text) = (opens_at IS NOT NULL))),
  CONSTRAINT a_need_is_never_claimed_beyond_its_quantity CHECK (((quantity_claimed >= 0) AND (quantity_claimed <= quantity))),
  CONSTRAINT a_need_is_never_delivered_beyond_its_quantity CHECK (((quantity_delivered >= 0) AND (quantity_delivered <= quantity))),
  CONSTRAINT a_restricted_need_is_never_in_the_open_pool CHECK (((NOT restricted) OR (status <> 'PUBLISHED'::text))),
  CONSTRAINT a_shared_wish_is_claimed_once_it_is_paid CHECK (((held_fen = 0) OR (quantity_claimed = 0) OR (received_fen = price_ceiling_fen))),
  CONSTRAINT a_wish_has_received_no_more_than_is_held CHECK (((received_fen >= 0) AND (received_fen <= held_fen))),
  CONSTRAINT a_wish_is_never_held_above_its_price CHECK (((held_fen >= 0) AND (held_fen <= COALESCE(price_ceiling_fen, (0)::bigint)))),
  CONSTRAINT an_offered_need_is_unclaimed_and_not_restricted CHECK (((status <> 'OFFERED'::text) OR ((quantity_claimed = 0) AND (NOT restricted)))),
  CONSTRAINT need_card_text_check CHECK (((length(card_text) >= 1) AND (length(card_text) <= 500))),
  CONSTRAINT need_economic_status_check CHECK ((economic_status = ANY (ARRAY['NO_INCOME'::text, 'BELOW_DIBAO_LINE'::text, 'NEAR_DIBAO_LINE'::text, 'ABOVE'::text]))),
  CONSTRAINT need_hardship_degree_check CHECK ((hardship_degree = ANY (ARRAY['LIGHT'::text, 'MEDIUM'::text, 'SEVERE'::text]))),
  CONSTRAINT need_kind_check CHECK ((kind = ANY (ARRAY['NEED'::text, 'MICRO_WISH'::text]))),
  CONSTRAINT need_literacy_check CHECK ((literacy = ANY (ARRAY['CANNOT_READ'::text, 'PRIMARY'::text, 'MIDDLE_SCHOOL'::text, 'HIGHER'::text]))),
  CONSTRAINT need_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000))),
  CONSTRAINT need_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'VERIFIED'::text, 'OFFERED'::text, 'PUBLISHED'::text, 'RESTRICTED'::text, 'PARTIALLY_CLAIMED'::text, 'CLAIMED'::text, 'IN_SERVICE'::text, 'FULFILLED'::text, 'PARTIALLY_MET'::text, 'NOT_MET'::text, 'WITHDRAWN'::text, 'EXPIRED'::text, 'CLOSED'::text]))),
  CONSTRAINT need_urgency_check CHECK ((urgency = ANY (ARRAY['ROUTINE'::text, 'URGENT'::text, 'EMERGENCY'::text]))),
  CONSTRAINT need_wished_item_check CHECK (((length(wished_item) >= 1) AND (length(wished_item) <= 60))),
  CONSTRAINT only_a_wish_names_its_item CHECK (((wished_item IS NULL) OR (kind = 'MICRO_WISH'::text)))
);
CREATE INDEX need_by_area ON public.need USING btree (area_code, created_at, id);
CREATE INDEX need_by_household ON public.need USING btree (household_id);
CREATE INDEX need_by_opening ON public.need USING btree (opens_at) WHERE (status = 'OFFERED'::text);
CREATE INDEX need_by_wanted_date ON public.need USING btree (wanted_by) WHERE (status = ANY (ARRAY['OFFERED'::text, 'PUBLISHED'::text, 'RESTRICTED'::text, 'PARTIALLY_CLAIMED'::text]));
CREATE INDEX need_open_by_kind ON public.need USING btree (service_kind, area_code) WHERE (status = ANY (ARRAY['PUBLISHED'::text, 'PARTIALLY_CLAIMED'::text]));
CREATE INDEX need_unmatched ON public.need USING btree (unmatched_since, id) WHERE ((unmatched_since IS NOT NULL) AND (status = ANY (ARRAY['PUBLISHED'::text, 'PARTIALLY_CLAIMED'::text])));

CREATE TABLE need_photo (
  need_id uuid NOT NULL,
  photo_id uuid NOT NULL,
  CONSTRAINT a_photo_is_of_one_need UNIQUE (photo_id),
  CONSTRAINT need_photo_pkey PRIMARY KEY (need_id, photo_id),
  CONSTRAINT need_photo_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT need_photo_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES photo(id)
);

CREATE TABLE obligation (
  id uuid NOT NULL,
  rule text NOT NULL,
  subject_id uuid NOT NULL,
  organisation_id uuid,
  area_code text,
  anchor_on date NOT NULL,
  due_on date NOT NULL,
  arisen_on date NOT NULL,
  fulfilled_on date,
  fulfilled_by uuid,
  evidence text,
  void_on date,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT obligation_pkey PRIMARY KEY (id),
  CONSTRAINT obligation_fulfilled_by_fkey FOREIGN KEY (fulfilled_by) REFERENCES account(id),
  CONSTRAINT obligation_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT an_obligation_is_fulfilled_or_void CHECK ((num_nonnulls(fulfilled_on, void_on) < 2)),
  CONSTRAINT an_obligation_is_of_somebody CHECK (((organisation_id IS NOT NULL) OR (area_code IS NOT NULL))),
  CONSTRAINT obligation_evidence_check CHECK (((length(evidence) >= 1) AND (length(evidence) <= 500))),
  CONSTRAINT obligation_rule_check CHECK ((rule = ANY (ARRAY['FILING'::text, 'PROGRESS_REPORT'::text, 'FULL_REPORT'::text, 'LEFTOVER_PROPERTY'::text, 'PARTNER_EVALUATION'::text, 'RELATED_PARTY_DEALING'::text, 'MAJOR_TRANSACTION'::text, 'ANNUAL_REPORT'::text, 'RELATED_PARTY_LIST'::text, 'MAJOR_PROJECTS'::text, 'RIGID_EXPENDITURE_VALIDITY'::text])))
);
CREATE UNIQUE INDEX a_clock_runs_once_from_a_day ON public.obligation USING btree (rule, subject_id, anchor_on) WHERE (void_on IS NULL);
CREATE INDEX obligation_by_organisation ON public.obligation USING btree (organisation_id, due_on, id);
CREATE INDEX obligation_open ON public.obligation USING btree (due_on, id) WHERE ((fulfilled_on IS NULL) AND (void_on IS NULL));

CREATE TABLE obligation_reminder (
  obligation_id uuid NOT NULL,
  stage text NOT NULL,
  reminded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT obligation_reminder_pkey PRIMARY KEY (obligation_id, stage),
  CONSTRAINT obligation_reminder_obligation_id_fkey FOREIGN KEY (obligation_id) REFERENCES obligation(id),
  CONSTRAINT obligation_reminder_stage_check CHECK ((stage = ANY (ARRAY['IN_A_MONTH'::text, 'IN_A_WEEK'::text, 'TODAY'::text, 'OVERDUE'::text])))
);

CREATE TABLE offer (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  offering_id uuid NOT NULL,
  opens_at timestamp with time zone NOT NULL,
  round integer NOT NULL,
  origin text NOT NULL,
  score integer NOT NULL,
  ruleset_version text NOT NULL,
  status text NOT NULL DEFAULT 'OFFERED'::text,
  reason text,
  reason_note text,
  offered_at timestamp with time zone NOT NULL DEFAULT now(),
  offered_until timestamp with time zone NOT NULL,
  answered_by uuid,
  answered_at timestamp with time zone,
  claim_id uuid,
  CONSTRAINT offer_pkey PRIMARY KEY (id),
  CONSTRAINT offer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES account(id),
  CONSTRAINT offer_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  CONSTRAINT offer_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT offer_offering_id_fkey FOREIGN KEY (offering_id) REFERENCES service_offering(id),
  CONSTRAINT offer_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_declined_or_withdrawn_offer_has_a_reason CHECK (((status = ANY (ARRAY['DECLINED'::text, 'WITHDRAWN'::text])) = (reason IS NOT NULL))),
  CONSTRAINT an_accepted_offer_names_its_claim CHECK (((status = 'ACCEPTED'::text) = (claim_id IS NOT NULL))),
  CONSTRAINT an_ended_offer_has_a_moment_of_its_end CHECK (((status = 'OFFERED'::text) = (answered_at IS NULL))),
  CONSTRAINT an_offer_ends_no_later_than_its_need_opens CHECK (((offered_at < offered_until) AND (offered_until <= opens_at))),
  CONSTRAINT offer_origin_check CHECK ((origin = ANY (ARRAY['PLANNER'::text, 'FEDERATION'::text]))),
  CONSTRAINT offer_reason_check CHECK ((reason = ANY (ARRAY['NO_CAPACITY'::text, 'NOT_ELIGIBLE'::text, 'OUT_OF_AREA'::text, 'LACK_OF_RESOURCES'::text, 'MISSING_INFORMATION'::text, 'COULD_NOT_CONTACT'::text, 'OTHER'::text, 'ORGANISATION_SUSPENDED'::text, 'NEED_WITHDRAWN'::text, 'NEED_EXPIRED'::text]))),
  CONSTRAINT offer_reason_note_check CHECK ((length(reason_note) <= 500)),
  CONSTRAINT offer_round_check CHECK ((round >= 1)),
  CONSTRAINT offer_status_check CHECK ((status = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'LAPSED'::text, 'WITHDRAWN'::text])))
);
CREATE UNIQUE INDEX a_claim_accepts_one_offer ON public.offer USING btree (claim_id);
CREATE UNIQUE INDEX a_need_has_one_standing_offer ON public.offer USING btree (need_id) WHERE (status = 'OFFERED'::text);
CREATE UNIQUE INDEX a_round_of_a_window_has_one_offer ON public.offer USING btree (need_id, opens_at, round);
CREATE UNIQUE INDEX an_organisation_is_offered_a_need_once_in_a_window ON public.offer USING btree (need_id, opens_at, organisation_id);
CREATE INDEX offer_by_organisation ON public.offer USING btree (organisation_id, id);
CREATE INDEX offer_standing_by_end ON public.offer USING btree (offered_until) WHERE (status = 'OFFERED'::text);
CREATE INDEX offer_standing_by_offering ON public.offer USING btree (offering_id) WHERE (status = 'OFFERED'::text);

CREATE TABLE organisation (
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  name_en text,
  unified_social_credit_code text,
  area_code text,
  status text NOT NULL,
  status_reason text,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  registered_by uuid,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_credit_code_belongs_to_one_organisation UNIQUE (unified_social_credit_code),
  CONSTRAINT organisation_pkey PRIMARY KEY (id),
  CONSTRAINT organisation_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT organisation_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES account(id),
  CONSTRAINT an_organisation_has_a_credit_code CHECK (((kind = 'INDIVIDUAL'::text) OR (unified_social_credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text))),
  CONSTRAINT organisation_kind_check CHECK ((kind = ANY (ARRAY['SOCIAL_ORGANISATION'::text, 'CHARITY_FEDERATION'::text, 'COMPANY'::text, 'SHOP'::text, 'INDIVIDUAL'::text, 'PUBLIC_INSTITUTION'::text]))),
  CONSTRAINT organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  CONSTRAINT organisation_status_check CHECK ((status = ANY (ARRAY['INVITED'::text, 'AWAITING_REVIEW'::text, 'APPROVED'::text, 'RECERTIFICATION_REQUIRED'::text, 'SUSPENDED'::text])))
);
CREATE INDEX organisation_by_registration ON public.organisation USING btree (created_at, id);

CREATE TABLE organisation_standing (
  organisation_id uuid NOT NULL,
  claims_ended integer NOT NULL,
  claims_delivered integer NOT NULL,
  needs_taken integer NOT NULL,
  places integer NOT NULL,
  counted_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT organisation_standing_pkey PRIMARY KEY (organisation_id),
  CONSTRAINT organisation_standing_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT no_more_claims_are_delivered_than_ended CHECK (((claims_delivered >= 0) AND (claims_delivered <= claims_ended))),
  CONSTRAINT organisation_standing_needs_taken_check CHECK ((needs_taken >= 0)),
  CONSTRAINT organisation_standing_places_check CHECK ((places >= 0))
);

CREATE TABLE pairing (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  helper_id uuid NOT NULL,
  organisation_id uuid,
  started_on date NOT NULL,
  ended_on date,
  end_reason text,
  paired_by uuid NOT NULL,
  paired_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pairing_pkey PRIMARY KEY (id),
  CONSTRAINT pairing_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT pairing_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES account(id),
  CONSTRAINT pairing_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT pairing_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT pairing_paired_by_fkey FOREIGN KEY (paired_by) REFERENCES account(id),
  CONSTRAINT a_pairing_does_not_end_before_it_begins CHECK ((ended_on >= started_on)),
  CONSTRAINT a_pairing_ends_with_a_reason CHECK ((num_nulls(ended_on, end_reason) = ANY (ARRAY[0, 2]))),
  CONSTRAINT pairing_end_reason_check CHECK ((end_reason = ANY (ARRAY['GOAL_REACHED'::text, 'HOUSEHOLD_WISH'::text, 'HOUSEHOLD_MOVED'::text, 'HELPER_LEFT'::text, 'CONSENT_WITHDRAWN'::text, 'OTHER'::text])))
);
CREATE UNIQUE INDEX a_helper_is_paired_once_with_a_household ON public.pairing USING btree (household_id, helper_id) WHERE (ended_on IS NULL);
CREATE INDEX pairing_by_area ON public.pairing USING btree (area_code, id);
CREATE INDEX pairing_by_helper ON public.pairing USING btree (helper_id, id);
CREATE INDEX pairing_by_organisation ON public.pairing USING btree (organisation_id) WHERE ((ended_on IS NULL) AND (organisation_id IS NOT NULL));

CREATE TABLE pairing_contact (
  id uuid NOT NULL,
  pairing_id uuid NOT NULL,
  contacted_on date NOT NULL,
  channel text NOT NULL,
  note bytea NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pairing_contact_pkey PRIMARY KEY (id),
  CONSTRAINT pairing_contact_pairing_id_fkey FOREIGN KEY (pairing_id) REFERENCES pairing(id),
  CONSTRAINT pairing_contact_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT pairing_contact_channel_check CHECK ((channel = ANY (ARRAY['HOME_VISIT'::text, 'TELEPHONE'::text, 'MESSAGE'::text, 'MEETING'::text])))
);
CREATE INDEX pairing_contact_by_pairing ON public.pairing_contact USING btree (pairing_id, contacted_on, id);
CREATE TRIGGER contacts_are_never_removed BEFORE DELETE ON public.pairing_contact FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE photo (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  contents bytea NOT NULL,
  sent_by uuid NOT NULL,
  received_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT photo_pkey PRIMARY KEY (id),
  CONSTRAINT photo_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT photo_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES account(id),
  CONSTRAINT photo_height_check CHECK (((height >= 1) AND (height <= 2048))),
  CONSTRAINT photo_width_check CHECK (((width >= 1) AND (width <= 2048)))
);
CREATE INDEX photo_by_household ON public.photo USING btree (household_id, id);

CREATE TABLE plan (
  version bigint NOT NULL,
  term bigint NOT NULL,
  computed_at timestamp with time zone NOT NULL DEFAULT now(),
  checked_at timestamp with time zone NOT NULL DEFAULT now(),
  ruleset_version text NOT NULL,
  objective bigint NOT NULL,
  bound bigint NOT NULL,
  optimal boolean NOT NULL,
  needs_open integer NOT NULL,
  needs_planned integer NOT NULL,
  score bigint NOT NULL,
  first_come_objective bigint NOT NULL,
  first_come_planned integer NOT NULL,
  first_come_score bigint NOT NULL,
  measured_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT plan_pkey PRIMARY KEY (version),
  CONSTRAINT an_optimal_plan_is_not_worth_less_than_first_come CHECK (((NOT optimal) OR (first_come_objective <= objective))),
  CONSTRAINT an_optimal_plan_meets_its_bound CHECK ((optimal = (objective = bound))),
  CONSTRAINT no_more_is_planned_than_is_open CHECK ((((needs_planned >= 0) AND (needs_planned <= needs_open)) AND ((first_come_planned >= 0) AND (first_come_planned <= needs_open))))
);

CREATE TABLE plan_acceptance (
  id uuid NOT NULL,
  version bigint NOT NULL,
  accepted_by uuid NOT NULL,
  accepted_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT plan_acceptance_pkey PRIMARY KEY (id),
  CONSTRAINT plan_acceptance_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES account(id)
);

CREATE TABLE plan_acceptance_line (
  acceptance_id uuid NOT NULL,
  need_id uuid NOT NULL,
  organisation_id uuid,
  offering_id uuid,
  score integer,
  ruleset_version text,
  outcome text,
  offer_id uuid,
  CONSTRAINT plan_acceptance_line_pkey PRIMARY KEY (acceptance_id, need_id),
  CONSTRAINT plan_acceptance_line_acceptance_id_fkey FOREIGN KEY (acceptance_id) REFERENCES plan_acceptance(id),
  CONSTRAINT an_offered_line_names_its_offer CHECK (((offer_id IS NOT NULL) = (NOT (outcome IS DISTINCT FROM 'OFFERED'::text)))),
  CONSTRAINT what_is_to_be_offered_names_all_that_an_offer_asks CHECK (((outcome IS NOT NULL) OR (num_nulls(organisation_id, offering_id, score, ruleset_version) = 0)))
);

CREATE TABLE plan_line (
  need_id uuid NOT NULL,
  version bigint NOT NULL,
  service_kind text NOT NULL,
  area_code text NOT NULL,
  urgency text NOT NULL,
  organisation_id uuid,
  offering_id uuid,
  score integer,
  first_come_organisation_id uuid,
  first_come_score integer,
  first_come_offering_id uuid,
  decision_id uuid,
  first_come_decision_id uuid,
  planned_since bigint NOT NULL,
  CONSTRAINT plan_line_pkey PRIMARY KEY (need_id),
  CONSTRAINT a_first_come_line_names_organisation_and_score CHECK (((first_come_organisation_id IS NULL) = (first_come_score IS NULL))),
  CONSTRAINT a_line_is_planned_since_a_version_that_it_has_seen CHECK ((planned_since <= version)),
  CONSTRAINT a_plan_never_tells_the_grid CHECK ((length(area_code) <= 12)),
  CONSTRAINT a_planned_line_names_organisation_offering_and_score CHECK ((((organisation_id IS NULL) = (offering_id IS NULL)) AND ((organisation_id IS NULL) = (score IS NULL)))),
  CONSTRAINT what_is_not_planned_was_not_decided CHECK ((((decision_id IS NULL) OR (organisation_id IS NOT NULL)) AND ((first_come_decision_id IS NULL) OR (first_come_organisation_id IS NOT NULL))))
);
CREATE INDEX plan_line_by_area ON public.plan_line USING btree (area_code, need_id);

CREATE TABLE plan_price (
  service_kind text NOT NULL,
  area_code text NOT NULL,
  open_needs integer NOT NULL,
  planned integer NOT NULL,
  without_place integer NOT NULL,
  without_match integer NOT NULL,
  price integer NOT NULL,
  CONSTRAINT plan_price_pkey PRIMARY KEY (service_kind, area_code),
  CONSTRAINT a_price_is_of_a_street CHECK ((length(area_code) <= 9)),
  CONSTRAINT open_needs_are_planned_or_without_place CHECK ((open_needs = (planned + without_place))),
  CONSTRAINT who_has_no_match_has_no_place CHECK (((without_match >= 0) AND (without_match <= without_place)))
);

CREATE TABLE planner_term (
  single boolean NOT NULL DEFAULT true,
  term bigint NOT NULL DEFAULT 0,
  since timestamp with time zone NOT NULL DEFAULT now(),
  progress integer,
  refusal jsonb,
  CONSTRAINT planner_term_pkey PRIMARY KEY (single),
  CONSTRAINT planner_term_single_check CHECK (single),
  CONSTRAINT progress_is_a_part_of_the_whole CHECK (((progress >= 0) AND (progress <= 10000)))
);

CREATE TABLE points_award (
  id uuid NOT NULL,
  adviser_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  points integer NOT NULL,
  earned_on date NOT NULL,
  note text NOT NULL,
  awarded_by uuid NOT NULL,
  awarded_at timestamp with time zone NOT NULL DEFAULT now(),
  withdrawn_at timestamp with time zone,
  CONSTRAINT points_award_pkey PRIMARY KEY (id),
  CONSTRAINT points_award_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES adviser(id),
  CONSTRAINT points_award_awarded_by_fkey FOREIGN KEY (awarded_by) REFERENCES account(id),
  CONSTRAINT points_award_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES points_rule(id),
  CONSTRAINT points_award_note_check CHECK (((length(note) >= 1) AND (length(note) <= 200))),
  CONSTRAINT points_award_points_check CHECK (((points >= 1) AND (points <= 1000)))
);
CREATE INDEX points_award_by_adviser ON public.points_award USING btree (adviser_id, id);

CREATE TABLE points_rule (
  id uuid NOT NULL,
  area_code text NOT NULL,
  title text NOT NULL,
  points integer NOT NULL,
  yearly_maximum integer,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  CONSTRAINT points_rule_pkey PRIMARY KEY (id),
  CONSTRAINT points_rule_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT points_rule_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  CONSTRAINT points_rule_check CHECK ((yearly_maximum >= points)),
  CONSTRAINT points_rule_points_check CHECK (((points >= 1) AND (points <= 1000))),
  CONSTRAINT points_rule_title_check CHECK (((length(title) >= 1) AND (length(title) <= 60)))
);
CREATE INDEX points_rule_by_area ON public.points_rule USING btree (area_code, id);

CREATE TABLE policy (
  id uuid NOT NULL,
  code text NOT NULL,
  version integer NOT NULL,
  area_code text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  issuing_department text NOT NULL,
  document_number text,
  valid_from date NOT NULL,
  valid_until date,
  benefit_zh text NOT NULL,
  benefit_en text NOT NULL,
  service_kinds text[] NOT NULL DEFAULT '{}'::text[],
  grants_category text,
  eligibility jsonb NOT NULL,
  documents text[] NOT NULL DEFAULT '{}'::text[],
  review_days integer NOT NULL,
  card_lines text[] NOT NULL,
  is_sample boolean NOT NULL DEFAULT false,
  published_by uuid NOT NULL,
  published_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_version_of_a_policy_is_published_once UNIQUE (area_code, code, version),
  CONSTRAINT policy_pkey PRIMARY KEY (id),
  CONSTRAINT policy_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT policy_published_by_fkey FOREIGN KEY (published_by) REFERENCES account(id),
  CONSTRAINT a_policy_ends_after_it_begins CHECK ((valid_until >= valid_from)),
  CONSTRAINT policy_code_check CHECK ((code ~ '^[A-Z][A-Z0-9_]{2,39}$'::text)),
  CONSTRAINT policy_review_days_check CHECK (((review_days >= 1) AND (review_days <= 365))),
  CONSTRAINT policy_version_check CHECK ((version > 0))
);
CREATE TRIGGER policies_never_change BEFORE DELETE OR UPDATE ON public.policy FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE policy_application (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  policy_id uuid NOT NULL,
  policy_code text NOT NULL,
  mode text NOT NULL,
  status text NOT NULL,
  begun_on date NOT NULL,
  authority_member_id uuid,
  authority_scope text[],
  authority_until date,
  authority_method text,
  submitted_on date,
  accepted_on date,
  review_due_on date,
  decided_on date,
  decision_number text,
  appeal_until date,
  withdrawal_reason text,
  begun_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT policy_application_pkey PRIMARY KEY (id),
  CONSTRAINT policy_application_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT policy_application_authority_member_id_fkey FOREIGN KEY (authority_member_id) REFERENCES household_member(id),
  CONSTRAINT policy_application_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES account(id),
  CONSTRAINT policy_application_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT policy_application_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy(id),
  CONSTRAINT a_decision_has_a_day_and_a_number CHECK ((((status = ANY (ARRAY['APPROVED'::text, 'REFUSED'::text])) = (decided_on IS NOT NULL)) AND ((decided_on IS NULL) = (decision_number IS NULL)))),
  CONSTRAINT a_withdrawal_has_a_reason CHECK (((status = 'WITHDRAWN'::text) = (withdrawal_reason IS NOT NULL))),
  CONSTRAINT an_application_goes_step_by_step CHECK (((begun_on <= submitted_on) AND (submitted_on <= accepted_on) AND (accepted_on <= decided_on))),
  CONSTRAINT an_authority_is_whole CHECK ((num_nulls(authority_member_id, authority_scope, authority_until, authority_method) = ANY (ARRAY[0, 4]))),
  CONSTRAINT policy_application_authority_method_check CHECK ((authority_method = ANY (ARRAY['WRITTEN'::text, 'SPOKEN_WITH_WITNESS'::text, 'CONTACT_CARD'::text]))),
  CONSTRAINT policy_application_authority_scope_check CHECK (((cardinality(authority_scope) > 0) AND (authority_scope <@ ARRAY['SUBMIT'::text, 'RECEIVE_DECISION'::text, 'APPEAL'::text]))),
  CONSTRAINT policy_application_mode_check CHECK ((mode = ANY (ARRAY['ASSISTED'::text, 'ACTED_FOR'::text]))),
  CONSTRAINT policy_application_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'UNDER_REVIEW'::text, 'APPROVED'::text, 'REFUSED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT policy_application_withdrawal_reason_check CHECK ((withdrawal_reason = ANY (ARRAY['HOUSEHOLD_WISH'::text, 'MEANS_CHECK_REFUSED'::text, 'MET_OTHERWISE'::text, 'HOUSEHOLD_MOVED'::text]))),
  CONSTRAINT what_is_under_review_has_a_day CHECK (((accepted_on IS NULL) = (review_due_on IS NULL)))
);
CREATE UNIQUE INDEX a_household_applies_once_at_a_time ON public.policy_application USING btree (household_id, policy_code) WHERE (status = ANY (ARRAY['DRAFT'::text, 'SUBMITTED'::text, 'UNDER_REVIEW'::text]));
CREATE INDEX policy_application_by_area ON public.policy_application USING btree (area_code, begun_on, id);
CREATE INDEX policy_application_by_household ON public.policy_application USING btree (household_id);
CREATE INDEX policy_application_under_review ON public.policy_application USING btree (review_due_on) WHERE (status = 'UNDER_REVIEW'::text);

CREATE TABLE policy_application_document (
  application_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL,
  provided_on date,
  is_waived boolean NOT NULL DEFAULT false,
  CONSTRAINT policy_application_document_pkey PRIMARY KEY (application_id, "position"),
  CONSTRAINT policy_application_document_application_id_fkey FOREIGN KEY (application_id) REFERENCES policy_application(id),
  CONSTRAINT policy_application_document_position_check CHECK (("position" > 0))
);

CREATE TABLE policy_application_person (
  application_id uuid NOT NULL,
  member_id uuid NOT NULL,
  CONSTRAINT policy_application_person_pkey PRIMARY KEY (application_id, member_id),
  CONSTRAINT policy_application_person_application_id_fkey FOREIGN KEY (application_id) REFERENCES policy_application(id),
  CONSTRAINT policy_application_person_member_id_fkey FOREIGN KEY (member_id) REFERENCES household_member(id)
);
CREATE INDEX policy_application_person_by_member ON public.policy_application_person USING btree (member_id);

CREATE TABLE policy_application_photo (
  application_id uuid NOT NULL,
  position integer NOT NULL,
  photo_id uuid NOT NULL,
  CONSTRAINT a_photo_is_of_one_document UNIQUE (photo_id),
  CONSTRAINT policy_application_photo_pkey PRIMARY KEY (application_id, "position", photo_id),
  CONSTRAINT policy_application_photo_application_id_position_fkey FOREIGN KEY (application_id, "position") REFERENCES policy_application_document(application_id, "position"),
  CONSTRAINT policy_application_photo_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES photo(id)
);

CREATE TABLE policy_link (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  area_code text NOT NULL,
  kind text NOT NULL,
  linked_on date NOT NULL,
  linked_by uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT policy_link_pkey PRIMARY KEY (id),
  CONSTRAINT policy_link_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT policy_link_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT policy_link_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES account(id),
  CONSTRAINT policy_link_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy(id),
  CONSTRAINT policy_link_kind_check CHECK ((kind = ANY (ARRAY['EXPLAINED'::text, 'CARD_HANDED'::text, 'BROUGHT_TO_DEPARTMENT'::text])))
);
CREATE INDEX policy_link_by_household ON public.policy_link USING btree (household_id, linked_on, id);

CREATE TABLE population (
  area_code text NOT NULL,
  residents integer NOT NULL,
  aged_60_plus integer NOT NULL,
  living_alone_80_plus integer NOT NULL,
  disabled integer NOT NULL,
  low_income integer NOT NULL,
  under_14 integer NOT NULL,
  counted_on date NOT NULL,
  imported_by uuid NOT NULL,
  imported_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT population_pkey PRIMARY KEY (area_code),
  CONSTRAINT population_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT population_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES account(id),
  CONSTRAINT no_group_of_the_population_is_more_than_all CHECK (((GREATEST(aged_60_plus, disabled, low_income, under_14) <= residents) AND ((aged_60_plus + under_14) <= residents) AND (living_alone_80_plus <= aged_60_plus))),
  CONSTRAINT population_aged_60_plus_check CHECK ((aged_60_plus >= 0)),
  CONSTRAINT population_disabled_check CHECK ((disabled >= 0)),
  CONSTRAINT population_is_counted_by_grid CHECK ((length(area_code) = 15)),
  CONSTRAINT population_living_alone_80_plus_check CHECK ((living_alone_80_plus >= 0)),
  CONSTRAINT population_low_income_check CHECK ((low_income >= 0)),
  CONSTRAINT population_residents_check CHECK ((residents >= 0)),
  CONSTRAINT population_under_14_check CHECK ((under_14 >= 0))
);

CREATE TABLE receipt (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  year smallint NOT NULL,
  number bigint NOT NULL,
  code text NOT NULL,
  supervisor text NOT NULL,
  status text NOT NULL,
  donation_id uuid NOT NULL,
  replaces_id uuid,
  data_key bytea NOT NULL,
  payer bytea NOT NULL,
  payer_credit_code text,
  payee text NOT NULL,
  project_code text,
  project_name text NOT NULL,
  amount_fen bigint NOT NULL,
  check_code text NOT NULL,
  cashier text NOT NULL,
  reviewer text NOT NULL,
  remark text,
  other text,
  issued_on date NOT NULL,
  issued_by uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  void_reason text,
  voided_by uuid,
  voided_at timestamp with time zone,
  reviewed_by uuid,
  CONSTRAINT a_receipt_number_is_used_once UNIQUE (organisation_id, year, number),
  CONSTRAINT receipt_replaces_id_key UNIQUE (replaces_id),
  CONSTRAINT receipt_pkey PRIMARY KEY (id),
  CONSTRAINT receipt_donation_id_fkey FOREIGN KEY (donation_id) REFERENCES donation(id),
  CONSTRAINT receipt_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES account(id),
  CONSTRAINT receipt_organisation_id_year_fkey FOREIGN KEY (organisation_id, year) REFERENCES receipt_series(organisation_id, year),
  CONSTRAINT receipt_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES receipt(id),
  CONSTRAINT receipt_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES account(id),
  CONSTRAINT receipt_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES account(id),
  CONSTRAINT a_receipt_is_over_a_positive_amount CHECK (((amount_fen >= 1) AND (amount_fen <= '9007199254740991'::bigint))),
  CONSTRAINT a_receipt_is_reviewed_by_an_account CHECK (((reviewed_by IS NOT NULL) OR (status = 'VOIDED'::text))) NOT VALID,
  CONSTRAINT a_receipt_is_reviewed_by_another_person CHECK ((reviewed_by <> issued_by)),
  CONSTRAINT a_voided_receipt_says_why_and_by_whom CHECK ((((status = 'VOIDED'::text) = (void_reason IS NOT NULL)) AND (num_nulls(void_reason, voided_by, voided_at) = ANY (ARRAY[0, 3])))),
  CONSTRAINT receipt_check_code_check CHECK ((check_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'::text)),
  CONSTRAINT receipt_number_check CHECK ((number >= 1)),
  CONSTRAINT receipt_status_check CHECK ((status = ANY (ARRAY['ISSUED'::text, 'VOIDED'::text]))),
  CONSTRAINT receipt_void_reason_check CHECK ((void_reason = ANY (ARRAY['WRONG_CONTENTS'::text, 'DONATION_RETURNED'::text, 'PAYER_CORRECTED'::text, 'PRINTED_WRONGLY'::text])))
);
CREATE UNIQUE INDEX a_donation_has_one_valid_receipt ON public.receipt USING btree (donation_id) WHERE (status = 'ISSUED'::text);
CREATE INDEX receipt_by_donation ON public.receipt USING btree (donation_id, id);
CREATE TRIGGER a_receipt_is_voided_never_changed BEFORE UPDATE ON public.receipt FOR EACH ROW EXECUTE FUNCTION refuse_other_than_voiding();
CREATE TRIGGER receipts_are_never_cut BEFORE TRUNCATE ON public.receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_are_never_removed BEFORE DELETE ON public.receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE receipt_check_failure (
  attempt_id uuid NOT NULL DEFAULT gen_random_uuid(),
  client_hash bytea NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT receipt_check_failure_pkey PRIMARY KEY (attempt_id)
);
CREATE INDEX receipt_check_failure_by_client ON public.receipt_check_failure USING btree (client_hash, at);

CREATE TABLE receipt_document (
  receipt_id uuid NOT NULL,
  page bytea NOT NULL,
  made_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT receipt_document_pkey PRIMARY KEY (receipt_id),
  CONSTRAINT receipt_document_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipt(id)
);
CREATE TRIGGER receipt_documents_never_change BEFORE DELETE OR UPDATE ON public.receipt_document FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE receipt_line (
  receipt_id uuid NOT NULL,
  position smallint NOT NULL,
  item text NOT NULL,
  unit text NOT NULL,
  quantity bigint NOT NULL,
  standard_fen bigint NOT NULL,
  amount_fen bigint NOT NULL,
  CONSTRAINT receipt_line_pkey PRIMARY KEY (receipt_id, "position"),
  CONSTRAINT receipt_line_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipt(id),
  CONSTRAINT a_line_is_quantity_times_standard CHECK (((amount_fen)::numeric = ((quantity)::numeric * (standard_fen)::numeric))),
  CONSTRAINT receipt_line_position_check CHECK (("position" >= 0)),
  CONSTRAINT receipt_line_quantity_check CHECK ((quantity >= 1)),
  CONSTRAINT receipt_line_standard_fen_check CHECK ((standard_fen >= 1))
);
CREATE TRIGGER receipt_lines_are_never_cut BEFORE TRUNCATE ON public.receipt_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_lines_never_change BEFORE DELETE OR UPDATE ON public.receipt_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE receipt_series (
  organisation_id uuid NOT NULL,
  year smallint NOT NULL,
  code text NOT NULL,
  supervisor text NOT NULL,
  last_number bigint NOT NULL DEFAULT 0,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_receipt_code_names_one_series UNIQUE (code),
  CONSTRAINT a_number_drawn_has_its_receipt TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT receipt_series_pkey PRIMARY KEY (organisation_id, year),
  CONSTRAINT receipt_series_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account(id),
  CONSTRAINT receipt_series_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT receipt_series_code_check CHECK ((code ~ '^[0-9]{8}$'::text)),
  CONSTRAINT receipt_series_last_number_check CHECK (((last_number >= 0) AND (last_number <= '9999999999'::bigint))),
  CONSTRAINT receipt_series_supervisor_check CHECK (((length(supervisor) >= 1) AND (length(supervisor) <= 60))),
  CONSTRAINT receipt_series_year_check CHECK (((year >= 2000) AND (year <= 2199)))
);
CREATE CONSTRAINT TRIGGER a_number_drawn_has_its_receipt AFTER UPDATE ON public.receipt_series DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_series_ahead_of_its_receipts();
CREATE TRIGGER receipt_numbers_follow_one_another BEFORE UPDATE ON public.receipt_series FOR EACH ROW EXECUTE FUNCTION refuse_gap_in_receipt_numbers();
CREATE TRIGGER receipt_series_are_never_removed BEFORE DELETE ON public.receipt_series FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE referral (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  mode text NOT NULL,
  status text NOT NULL DEFAULT 'REQUESTED'::text,
  reason text,
  reason_note text,
  score integer NOT NULL,
  explanation jsonb NOT NULL,
  ruleset_version text NOT NULL,
  referred_by uuid NOT NULL,
  referred_at timestamp with time zone NOT NULL DEFAULT now(),
  answered_by uuid,
  answered_at timestamp with time zone,
  CONSTRAINT referral_pkey PRIMARY KEY (id),
  CONSTRAINT referral_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES account(id),
  CONSTRAINT referral_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT referral_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT referral_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES account(id),
  CONSTRAINT a_rejection_has_a_reason CHECK (((status <> 'REJECTED'::text) OR (reason IS NOT NULL))),
  CONSTRAINT referral_mode_check CHECK ((mode = ANY (ARRAY['OPEN'::text, 'DIRECTED'::text]))),
  CONSTRAINT referral_reason_check CHECK ((reason = ANY (ARRAY['NO_CAPACITY'::text, 'NOT_ELIGIBLE'::text, 'OUT_OF_AREA'::text, 'LACK_OF_RESOURCES'::text, 'MISSING_INFORMATION'::text, 'COULD_NOT_CONTACT'::text, 'OTHER'::text]))),
  CONSTRAINT referral_reason_note_check CHECK ((length(reason_note) <= 500)),
  CONSTRAINT referral_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'ACCEPTED'::text, 'REJECTED'::text, 'CANCELLED'::text])))
);
CREATE UNIQUE INDEX an_organisation_has_one_standing_referral_of_a_need ON public.referral USING btree (need_id, organisation_id) WHERE (status = ANY (ARRAY['REQUESTED'::text, 'ACCEPTED'::text]));
CREATE INDEX referral_by_need ON public.referral USING btree (need_id, id);
CREATE INDEX referral_by_organisation ON public.referral USING btree (organisation_id, id);

CREATE TABLE refresh_token (
  token_hash bytea NOT NULL,
  session_id uuid NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  holder text NOT NULL DEFAULT 'CLIENT'::text,
  CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_token_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id),
  CONSTRAINT a_token_is_held_by_a_client_or_a_browser CHECK ((holder = ANY (ARRAY['CLIENT'::text, 'BROWSER'::text]))),
  CONSTRAINT the_token_of_a_browser_is_never_spent CHECK (((holder = 'CLIENT'::text) OR (used_at IS NULL)))
);
CREATE INDEX refresh_token_by_session ON public.refresh_token USING btree (session_id);

CREATE TABLE register_entry (
  id uuid NOT NULL,
  person_index bytea,
  household_id uuid,
  area_code text NOT NULL,
  category text NOT NULL,
  entered_on date NOT NULL,
  decision_number text,
  is_stock boolean NOT NULL DEFAULT false,
  import_id uuid,
  exited_on date,
  exit_reason text,
  exit_decision_number text,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT register_entry_pkey PRIMARY KEY (id),
  CONSTRAINT register_entry_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT register_entry_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT register_entry_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT an_exit_has_a_reason CHECK (((exited_on IS NULL) = (exit_reason IS NULL))),
  CONSTRAINT nobody_leaves_before_entering CHECK ((exited_on >= entered_on)),
  CONSTRAINT register_entry_category_check CHECK ((category = ANY (ARRAY['DIBAO'::text, 'TEKUN'::text, 'ANTI_RETURN_MONITORED'::text, 'DIBAO_MARGINAL'::text, 'RIGID_EXPENDITURE'::text, 'OTHER_HARDSHIP'::text]))),
  CONSTRAINT register_entry_exit_reason_check CHECK ((exit_reason = ANY (ARRAY['EXIT_REEMPLOYED'::text, 'EXIT_INCOME_ABOVE'::text, 'EXIT_PROPERTY_ABOVE'::text, 'EXIT_CATEGORY_CHANGED'::text, 'EXIT_EXPIRED'::text, 'EXIT_MOVED_AWAY'::text, 'EXIT_OWN_WISH'::text, 'EXIT_DECEASED'::text])))
);
CREATE UNIQUE INDEX a_person_is_once_in_the_register ON public.register_entry USING btree (person_index) WHERE (exited_on IS NULL);
CREATE INDEX register_entry_by_area ON public.register_entry USING btree (area_code, entered_on, id);
CREATE INDEX register_entry_by_household ON public.register_entry USING btree (household_id) WHERE (household_id IS NOT NULL);
CREATE INDEX register_entry_by_import ON public.register_entry USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE TABLE retention_rule (
  code text NOT NULL,
  keep_days integer NOT NULL,
  basis_zh text NOT NULL,
  basis_en text NOT NULL,
  CONSTRAINT retention_rule_pkey PRIMARY KEY (code),
  CONSTRAINT retention_rule_keep_days_check CHECK (((keep_days >= 1) AND (keep_days <= 36500)))
);

CREATE TABLE retention_run (
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  dry boolean NOT NULL,
  run_by uuid,
  results jsonb NOT NULL,
  CONSTRAINT retention_run_pkey PRIMARY KEY (id),
  CONSTRAINT retention_run_run_by_fkey FOREIGN KEY (run_by) REFERENCES account(id)
);

CREATE TABLE revisit (
  id uuid NOT NULL,
  need_id uuid,
  household_id uuid,
  area_code text NOT NULL,
  due_on date NOT NULL,
  announced_at timestamp with time zone,
  done_at timestamp with time zone,
  done_by uuid,
  satisfaction text,
  outcome text,
  occasion text NOT NULL DEFAULT 'DELIVERY'::text,
  entry_id uuid,
  visited_on date,
  remark bytea,
  CONSTRAINT a_need_has_one_revisit_a_day UNIQUE (need_id, due_on),
  CONSTRAINT a_stay_has_one_revisit_of_an_occasion_a_day UNIQUE (entry_id, occasion, due_on),
  CONSTRAINT revisit_pkey PRIMARY KEY (id),
  CONSTRAINT revisit_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT revisit_done_by_fkey FOREIGN KEY (done_by) REFERENCES account(id),
  CONSTRAINT revisit_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES register_entry(id),
  CONSTRAINT revisit_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT revisit_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT a_revisit_done_has_a_day CHECK (((done_at IS NULL) = (visited_on IS NULL))),
  CONSTRAINT a_revisit_done_has_an_outcome CHECK (((done_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT a_revisit_follows_a_delivery_or_a_stay CHECK ((((occasion = 'DELIVERY'::text) = (need_id IS NOT NULL)) AND ((need_id IS NULL) = (entry_id IS NOT NULL)))),
  CONSTRAINT revisit_occasion_check CHECK ((occasion = ANY (ARRAY['DELIVERY'::text, 'REGISTER_ENTRY'::text, 'REGISTER_EXIT'::text]))),
  CONSTRAINT revisit_outcome_check CHECK ((outcome = ANY (ARRAY['NEED_MET'::text, 'NEED_REMAINS'::text, 'NOT_REACHED'::text]))),
  CONSTRAINT revisit_satisfaction_check CHECK ((satisfaction = ANY (ARRAY['SATISFIED'::text, 'PARTLY_SATISFIED'::text, 'NOT_SATISFIED'::text])))
);
CREATE INDEX revisit_by_due_day ON public.revisit USING btree (area_code, due_on) WHERE (done_at IS NULL);
CREATE INDEX revisit_by_household ON public.revisit USING btree (household_id) WHERE (household_id IS NOT NULL);

CREATE TABLE reward (
  id uuid NOT NULL,
  area_code text NOT NULL,
  name text NOT NULL,
  points integer NOT NULL,
  stock integer NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  CONSTRAINT reward_pkey PRIMARY KEY (id),
  CONSTRAINT reward_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT reward_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  CONSTRAINT no_more_rewards_are_redeemed_than_there_are CHECK (((stock >= 0) AND (stock <= 100000))),
  CONSTRAINT reward_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT reward_points_check CHECK (((points >= 1) AND (points <= 100000)))
);
CREATE INDEX reward_by_area ON public.reward USING btree (area_code, id);

CREATE TABLE reward_redemption (
  id uuid NOT NULL,
  adviser_id uuid NOT NULL,
  reward_id uuid NOT NULL,
  points integer NOT NULL,
  status text NOT NULL DEFAULT 'REQUESTED'::text,
  requested_at timestamp with time zone NOT NULL DEFAULT now(),
  settled_at timestamp with time zone,
  CONSTRAINT reward_redemption_pkey PRIMARY KEY (id),
  CONSTRAINT reward_redemption_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES adviser(id),
  CONSTRAINT reward_redemption_reward_id_fkey FOREIGN KEY (reward_id) REFERENCES reward(id),
  CONSTRAINT a_redemption_is_settled_once CHECK (((status = 'REQUESTED'::text) = (settled_at IS NULL))),
  CONSTRAINT reward_redemption_points_check CHECK (((points >= 1) AND (points <= 100000))),
  CONSTRAINT reward_redemption_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'HANDED_OVER'::text, 'CANCELLED'::text])))
);
CREATE INDEX reward_redemption_by_adviser ON public.reward_redemption USING btree (adviser_id, id);

CREATE TABLE rights_request (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  kind text NOT NULL,
  requester text NOT NULL,
  status text NOT NULL DEFAULT 'RECEIVED'::text,
  received_on date NOT NULL,
  due_on date NOT NULL,
  recorded_by uuid,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  refusal_reason text,
  done_at timestamp with time zone,
  CONSTRAINT rights_request_pkey PRIMARY KEY (id),
  CONSTRAINT rights_request_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT rights_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT rights_request_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT rights_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT a_decision_has_its_person_and_time CHECK (((num_nulls(decided_by, decided_at) = ANY (ARRAY[0, 2])) AND ((status = 'RECEIVED'::text) = (decided_at IS NULL)))),
  CONSTRAINT a_request_is_due_after_it_came CHECK ((due_on > received_on)),
  CONSTRAINT another_person_decides CHECK (((decided_by IS DISTINCT FROM recorded_by) OR (decided_by IS NULL))),
  CONSTRAINT only_a_refusal_says_why CHECK (((status = 'REFUSED'::text) = (refusal_reason IS NOT NULL))),
  CONSTRAINT rights_request_kind_check CHECK ((kind = ANY (ARRAY['ACCESS'::text, 'CORRECTION'::text, 'ERASURE'::text]))),
  CONSTRAINT rights_request_refusal_reason_check CHECK ((refusal_reason = ANY (ARRAY['IDENTITY_NOT_SHOWN'::text, 'RETENTION_DUTY'::text, 'NOT_CONCERNED'::text, 'WITHDRAWN'::text]))),
  CONSTRAINT rights_request_requester_check CHECK ((requester = ANY (ARRAY['HOUSEHOLD'::text, 'GUARDIAN'::text, 'NEAR_RELATIVE'::text, 'RETENTION_RULE'::text]))),
  CONSTRAINT rights_request_status_check CHECK ((status = ANY (ARRAY['RECEIVED'::text, 'APPROVED'::text, 'REFUSED'::text, 'DONE'::text]))),
  CONSTRAINT what_is_done_has_its_time CHECK (((status = 'DONE'::text) = (done_at IS NOT NULL)))
);
CREATE UNIQUE INDEX a_household_is_erased_by_one_request ON public.rights_request USING btree (household_id) WHERE ((kind = 'ERASURE'::text) AND (status = ANY (ARRAY['RECEIVED'::text, 'APPROVED'::text])));
CREATE INDEX rights_request_by_household ON public.rights_request USING btree (household_id, recorded_at);
CREATE INDEX rights_request_open ON public.rights_request USING btree (due_on, id) WHERE (status = ANY (ARRAY['RECEIVED'::text, 'APPROVED'::text]));

CREATE TABLE role_grant (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL,
  area_code text,
  organisation_id uuid,
  granted_by uuid,
  granted_at timestamp with time zone NOT NULL DEFAULT now(),
  revoked_at timestamp with time zone,
  CONSTRAINT role_grant_pkey PRIMARY KEY (id),
  CONSTRAINT a_role_names_an_organisation FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT role_grant_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT a_role_has_its_relation CHECK (
CASE
    WHEN (role = ANY (ARRAY['ADVISER'::text, 'STREET_OFFICER'::text, 'CIVIL_AFFAIRS_BUREAU'::text])) THEN ((area_code IS NOT NULL) AND (organisation_id IS NULL))
    WHEN (role = ANY (ARRAY['ORGANISATION_MEMBER'::text, 'ORGANISATION_ADMINISTRATOR'::text, 'FEDERATION_STAFF'::text, 'COMPANY_PARTNER'::text])) THEN ((organisation_id IS NOT NULL) AND (area_code IS NULL))
    WHEN (role = ANY (ARRAY['AUDITOR'::text, 'SYSTEM_ADMINISTRATOR'::text])) THEN ((area_code IS NULL) AND (organisation_id IS NULL))
    ELSE false
END)
);
CREATE UNIQUE INDEX a_role_is_granted_once ON public.role_grant USING btree (account_id, role, COALESCE(area_code, ''::text), COALESCE(organisation_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (revoked_at IS NULL);
CREATE INDEX role_grant_by_account ON public.role_grant USING btree (account_id) WHERE (revoked_at IS NULL);
CREATE INDEX role_grant_by_organisation ON public.role_grant USING btree (organisation_id) WHERE (revoked_at IS NULL);

CREATE TABLE ruleset (
  id uuid NOT NULL,
  number integer NOT NULL,
  version text NOT NULL,
  weights jsonb NOT NULL,
  scales jsonb NOT NULL,
  status text NOT NULL,
  reason text NOT NULL,
  proposed_by uuid,
  proposed_at timestamp with time zone NOT NULL DEFAULT now(),
  approved_by uuid,
  approved_at timestamp with time zone,
  retired_at timestamp with time zone,
  CONSTRAINT a_ruleset_has_a_number_of_its_own UNIQUE (number),
  CONSTRAINT a_ruleset_has_a_version_of_its_own UNIQUE (version),
  CONSTRAINT ruleset_pkey PRIMARY KEY (id),
  CONSTRAINT ruleset_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES account(id),
  CONSTRAINT ruleset_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  CONSTRAINT a_draft_is_not_approved_yet CHECK (((status = 'DRAFT'::text) = (approved_at IS NULL))),
  CONSTRAINT a_second_person_approves CHECK (
CASE
    WHEN (status = 'DRAFT'::text) THEN (approved_by IS NULL)
    WHEN (proposed_by IS NULL) THEN true
    ELSE ((approved_by IS NOT NULL) AND (approved_by <> proposed_by))
END),
  CONSTRAINT only_known_rulesets_come_with_the_installation CHECK (((proposed_by IS NULL) = (id = ANY (ARRAY['00000000-0000-7000-8000-000000000001'::uuid, '00000000-0000-7000-8000-000000000002'::uuid])))),
  CONSTRAINT ruleset_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  CONSTRAINT ruleset_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'APPROVED'::text, 'RETIRED'::text]))),
  CONSTRAINT ruleset_version_check CHECK (((length(version) >= 1) AND (length(version) <= 40))),
  CONSTRAINT what_is_retired_has_its_date CHECK (((status = 'RETIRED'::text) = (retired_at IS NOT NULL)))
);
CREATE UNIQUE INDEX one_ruleset_is_in_force ON public.ruleset USING btree (status) WHERE (status = 'APPROVED'::text);
CREATE TRIGGER rulesets_are_never_cut BEFORE TRUNCATE ON public.ruleset FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rulesets_are_never_removed BEFORE DELETE ON public.ruleset FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rulesets_only_move_on BEFORE UPDATE ON public.ruleset FOR EACH ROW EXECUTE FUNCTION refuse_ruleset_change();

CREATE TABLE service_offering (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  service_kind text NOT NULL,
  name text NOT NULL,
  area_codes text[] NOT NULL,
  situations text[] NOT NULL DEFAULT '{}'::text[],
  languages text[] NOT NULL DEFAULT '{}'::text[],
  skills text[] NOT NULL DEFAULT '{}'::text[],
  takes_restricted boolean NOT NULL DEFAULT false,
  capacity_status text NOT NULL DEFAULT 'CAPACITY'::text,
  capacity_maximum integer NOT NULL,
  capacity_used integer NOT NULL DEFAULT 0,
  capacity_updated_at timestamp with time zone NOT NULL DEFAULT now(),
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  minimum_urgency text,
  pledge text,
  CONSTRAINT service_offering_pkey PRIMARY KEY (id),
  CONSTRAINT service_offering_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_gift_of_services_is_standing_or_one_off CHECK ((pledge = ANY (ARRAY['STANDING'::text, 'ONE_OFF'::text]))),
  CONSTRAINT claims_never_exceed_capacity CHECK (((capacity_used >= 0) AND (capacity_used <= capacity_maximum))),
  CONSTRAINT service_offering_area_codes_check CHECK (((cardinality(area_codes) >= 1) AND (cardinality(area_codes) <= 200))),
  CONSTRAINT service_offering_capacity_maximum_check CHECK (((capacity_maximum >= 0) AND (capacity_maximum <= 100000))),
  CONSTRAINT service_offering_capacity_status_check CHECK ((capacity_status = ANY (ARRAY['CAPACITY'::text, 'NO_CAPACITY'::text, 'WAITLIST'::text, 'ADDITIONAL_ASSESSMENT_REQUIRED'::text]))),
  CONSTRAINT service_offering_minimum_urgency_check CHECK ((minimum_urgency = ANY (ARRAY['ROUTINE'::text, 'URGENT'::text, 'EMERGENCY'::text]))),
  CONSTRAINT service_offering_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX service_offering_by_kind ON public.service_offering USING btree (service_kind) WHERE (withdrawn_at IS NULL);
CREATE INDEX service_offering_by_organisation ON public.service_offering USING btree (organisation_id);

CREATE TABLE service_point (
  id uuid NOT NULL,
  area_code text NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  telephone text,
  opening_hours jsonb NOT NULL,
  opened_by uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_at timestamp with time zone,
  CONSTRAINT service_point_pkey PRIMARY KEY (id),
  CONSTRAINT service_point_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT service_point_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES account(id),
  CONSTRAINT service_point_address_check CHECK (((length(address) >= 1) AND (length(address) <= 200))),
  CONSTRAINT service_point_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  CONSTRAINT service_point_opening_hours_check CHECK ((jsonb_typeof(opening_hours) = 'array'::text)),
  CONSTRAINT service_point_telephone_check CHECK ((telephone ~ '^[0-9-]{5,20}$'::text))
);
CREATE INDEX service_point_by_area ON public.service_point USING btree (area_code, id);

CREATE TABLE service_record (
  id uuid NOT NULL,
  claim_id uuid NOT NULL,
  served_on date NOT NULL,
  minutes integer,
  note text NOT NULL,
  recorded_by uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT service_record_pkey PRIMARY KEY (id),
  CONSTRAINT service_record_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  CONSTRAINT service_record_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES account(id),
  CONSTRAINT service_record_minutes_check CHECK (((minutes >= 0) AND (minutes <= 1440))),
  CONSTRAINT service_record_note_check CHECK (((length(note) >= 1) AND (length(note) <= 2000)))
);
CREATE INDEX service_record_by_claim ON public.service_record USING btree (claim_id, recorded_at);
CREATE TRIGGER service_records_are_never_cut BEFORE TRUNCATE ON public.service_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER service_records_are_never_removed BEFORE DELETE ON public.service_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER service_records_lose_nothing_but_their_note BEFORE UPDATE ON public.service_record FOR EACH ROW EXECUTE FUNCTION allow_only_erased_note();

CREATE TABLE service_record_photo (
  service_record_id uuid NOT NULL,
  photo_id uuid NOT NULL,
  CONSTRAINT a_photo_is_of_one_service_record UNIQUE (photo_id),
  CONSTRAINT service_record_photo_pkey PRIMARY KEY (service_record_id, photo_id),
  CONSTRAINT service_record_photo_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES photo(id),
  CONSTRAINT service_record_photo_service_record_id_fkey FOREIGN KEY (service_record_id) REFERENCES service_record(id)
);

CREATE TABLE session (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  revoked_reason text,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT a_session_ends_for_a_known_reason CHECK ((revoked_reason = ANY (ARRAY['SIGNED_OUT'::text, 'TOKEN_REPLAYED'::text, 'PASSWORD_CHANGED'::text, 'PASSWORD_RESET'::text, 'ACCOUNT_DISABLED'::text])))
);
CREATE INDEX session_by_account ON public.session USING btree (account_id) WHERE (revoked_at IS NULL);

CREATE TABLE sign_in_failure (
  attempt_id uuid NOT NULL,
  subject_hash bytea NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT sign_in_failure_pkey PRIMARY KEY (attempt_id, subject_hash)
);
CREATE INDEX sign_in_failure_by_subject ON public.sign_in_failure USING btree (subject_hash, at);
CREATE INDEX sign_in_failure_by_time ON public.sign_in_failure USING btree (at);

CREATE TABLE swap (
  id uuid NOT NULL,
  round_id uuid NOT NULL,
  status text NOT NULL,
  gain integer NOT NULL,
  ruleset_version text NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  void_reason text,
  CONSTRAINT swap_pkey PRIMARY KEY (id),
  CONSTRAINT swap_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
  CONSTRAINT only_a_void_swap_says_why CHECK (((status = 'VOID'::text) = (void_reason IS NOT NULL))),
  CONSTRAINT swap_gain_check CHECK ((gain > 0)),
  CONSTRAINT swap_status_check CHECK ((status = ANY (ARRAY['PROPOSED'::text, 'EXECUTED'::text, 'DECLINED'::text, 'EXPIRED'::text, 'VOID'::text]))),
  CONSTRAINT swap_void_reason_check CHECK ((void_reason = ANY (ARRAY['CLAIM_CHANGED'::text, 'ORGANISATION_CHANGED'::text, 'GATE_CLOSED'::text, 'CAPACITY_GONE'::text])))
);
CREATE INDEX swap_by_expiry ON public.swap USING btree (expires_at) WHERE (status = 'PROPOSED'::text);
CREATE INDEX swap_by_round ON public.swap USING btree (round_id);

CREATE TABLE swap_leg (
  swap_id uuid NOT NULL,
  position smallint NOT NULL,
  claim_id uuid NOT NULL,
  need_id uuid NOT NULL,
  from_organisation_id uuid NOT NULL,
  from_offering_id uuid NOT NULL,
  to_organisation_id uuid NOT NULL,
  to_offering_id uuid NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  open boolean NOT NULL DEFAULT true,
  made_claim_id uuid,
  before_decision_id uuid,
  after_decision_id uuid,
  CONSTRAINT swap_leg_pkey PRIMARY KEY (swap_id, "position"),
  CONSTRAINT swap_leg_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES claim(id),
  CONSTRAINT swap_leg_from_offering_id_fkey FOREIGN KEY (from_offering_id) REFERENCES service_offering(id),
  CONSTRAINT swap_leg_from_organisation_id_fkey FOREIGN KEY (from_organisation_id) REFERENCES organisation(id),
  CONSTRAINT swap_leg_made_claim_id_fkey FOREIGN KEY (made_claim_id) REFERENCES claim(id),
  CONSTRAINT swap_leg_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT swap_leg_swap_id_fkey FOREIGN KEY (swap_id) REFERENCES swap(id),
  CONSTRAINT swap_leg_to_offering_id_fkey FOREIGN KEY (to_offering_id) REFERENCES service_offering(id),
  CONSTRAINT swap_leg_to_organisation_id_fkey FOREIGN KEY (to_organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_claim_moves_to_another_organisation CHECK ((from_organisation_id <> to_organisation_id)),
  CONSTRAINT a_leg_is_decided_on_both_sides CHECK (((before_decision_id IS NULL) = (after_decision_id IS NULL))),
  CONSTRAINT swap_leg_position_check CHECK (("position" >= 0)),
  CONSTRAINT what_was_made_is_open_no_more CHECK (((NOT open) OR (made_claim_id IS NULL)))
);
CREATE UNIQUE INDEX a_claim_stands_in_one_open_swap ON public.swap_leg USING btree (claim_id) WHERE open;
CREATE UNIQUE INDEX a_need_moves_once_in_an_open_swap ON public.swap_leg USING btree (need_id) WHERE open;
CREATE INDEX swap_leg_by_receiver ON public.swap_leg USING btree (to_organisation_id) WHERE open;

CREATE TABLE swap_party (
  swap_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  answer text,
  reason text,
  answered_by uuid,
  answered_at timestamp with time zone,
  CONSTRAINT swap_party_pkey PRIMARY KEY (swap_id, organisation_id),
  CONSTRAINT swap_party_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES account(id),
  CONSTRAINT swap_party_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT swap_party_swap_id_fkey FOREIGN KEY (swap_id) REFERENCES swap(id),
  CONSTRAINT an_answer_has_its_author CHECK ((num_nulls(answer, answered_by, answered_at) = ANY (ARRAY[0, 3]))),
  CONSTRAINT only_a_no_has_a_reason CHECK (((reason IS NOT NULL) = (NOT (answer IS DISTINCT FROM 'DECLINED'::text)))),
  CONSTRAINT swap_party_answer_check CHECK ((answer = ANY (ARRAY['AGREED'::text, 'DECLINED'::text])))
);
CREATE INDEX swap_party_by_organisation ON public.swap_party USING btree (organisation_id, swap_id);

CREATE TABLE told_place (
  need_id uuid NOT NULL,
  given_for text NOT NULL,
  area_code text,
  situations text[] NOT NULL DEFAULT '{}'::text[],
  age_bands text[] NOT NULL DEFAULT '{}'::text[],
  told_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT told_place_pkey PRIMARY KEY (need_id, given_for),
  CONSTRAINT told_place_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT told_place_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT nothing_is_told_without_an_area CHECK (((area_code IS NOT NULL) OR ((cardinality(situations) + cardinality(age_bands)) = 0)))
);
CREATE TRIGGER what_was_told_never_changes BEFORE UPDATE ON public.told_place FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE training (
  id uuid NOT NULL,
  area_code text NOT NULL,
  subject text NOT NULL,
  title text NOT NULL,
  held_on date NOT NULL,
  place text NOT NULL,
  minutes integer NOT NULL,
  status text NOT NULL DEFAULT 'PLANNED'::text,
  planned_by uuid NOT NULL,
  planned_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT training_pkey PRIMARY KEY (id),
  CONSTRAINT training_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT training_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES account(id),
  CONSTRAINT training_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
  CONSTRAINT training_place_check CHECK (((length(place) >= 1) AND (length(place) <= 100))),
  CONSTRAINT training_status_check CHECK ((status = ANY (ARRAY['PLANNED'::text, 'HELD'::text, 'CANCELLED'::text]))),
  CONSTRAINT training_subject_check CHECK ((subject = ANY (ARRAY['SERVICE_SKILLS'::text, 'SOCIAL_INTERACTION'::text, 'COMMUNICATION'::text]))),
  CONSTRAINT training_title_check CHECK (((length(title) >= 1) AND (length(title) <= 100)))
);
CREATE INDEX training_by_area ON public.training USING btree (area_code, held_on, id);

CREATE TABLE training_attendance (
  training_id uuid NOT NULL,
  adviser_id uuid NOT NULL,
  outcome text NOT NULL,
  CONSTRAINT training_attendance_pkey PRIMARY KEY (training_id, adviser_id),
  CONSTRAINT training_attendance_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES adviser(id),
  CONSTRAINT training_attendance_training_id_fkey FOREIGN KEY (training_id) REFERENCES training(id),
  CONSTRAINT training_attendance_outcome_check CHECK ((outcome = ANY (ARRAY['ATTENDED'::text, 'EXCUSED'::text, 'ABSENT'::text])))
);
CREATE INDEX training_attendance_by_adviser ON public.training_attendance USING btree (adviser_id);

CREATE TABLE trigger_import (
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  department_id uuid,
  format text NOT NULL,
  status text NOT NULL,
  row_count integer NOT NULL DEFAULT 0,
  bad_row_count integer NOT NULL DEFAULT 0,
  repeated_in_file_count integer NOT NULL DEFAULT 0,
  reported_before_count integer NOT NULL DEFAULT 0,
  known_person_count integer NOT NULL DEFAULT 0,
  registered_count integer,
  begun_at timestamp with time zone NOT NULL DEFAULT now(),
  heard_at timestamp with time zone NOT NULL DEFAULT now(),
  ended_at timestamp with time zone,
  CONSTRAINT trigger_import_pkey PRIMARY KEY (id),
  CONSTRAINT trigger_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT trigger_import_department_id_fkey FOREIGN KEY (department_id) REFERENCES organisation(id),
  CONSTRAINT trigger_import_check CHECK (((bad_row_count >= 0) AND (bad_row_count <= row_count))),
  CONSTRAINT trigger_import_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'XLSX'::text]))),
  CONSTRAINT trigger_import_known_person_count_check CHECK ((known_person_count >= 0)),
  CONSTRAINT trigger_import_registered_count_check CHECK ((registered_count >= 0)),
  CONSTRAINT trigger_import_repeated_in_file_count_check CHECK ((repeated_in_file_count >= 0)),
  CONSTRAINT trigger_import_reported_before_count_check CHECK ((reported_before_count >= 0)),
  CONSTRAINT trigger_import_row_count_check CHECK ((row_count >= 0)),
  CONSTRAINT trigger_import_status_check CHECK ((status = ANY (ARRAY['READING'::text, 'TRIED'::text, 'REFUSED'::text, 'REGISTERED'::text, 'REMOVED'::text]))),
  CONSTRAINT what_was_registered_is_counted CHECK (((status = 'REGISTERED'::text) = (registered_count IS NOT NULL)))
);
CREATE INDEX trigger_import_by_account ON public.trigger_import USING btree (account_id, id);
CREATE INDEX trigger_import_open ON public.trigger_import USING btree (heard_at) WHERE (status = ANY (ARRAY['READING'::text, 'TRIED'::text, 'REFUSED'::text]));

CREATE TABLE trigger_import_problem (
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  column_name text NOT NULL,
  message_zh text NOT NULL,
  message_en text NOT NULL,
  CONSTRAINT trigger_import_problem_pkey PRIMARY KEY (import_id, row_number, column_name),
  CONSTRAINT trigger_import_problem_import_id_fkey FOREIGN KEY (import_id) REFERENCES trigger_import(id) ON DELETE CASCADE,
  CONSTRAINT trigger_import_problem_column_name_check CHECK (((length(column_name) >= 1) AND (length(column_name) <= 60))),
  CONSTRAINT trigger_import_problem_row_number_check CHECK ((row_number > 0))
);

CREATE TABLE trigger_import_row (
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  obligation_id uuid NOT NULL,
  trigger_kind text NOT NULL,
  occurred_on date NOT NULL,
  person_index bytea NOT NULL,
  area_code text NOT NULL,
  reference text,
  found_person_id uuid,
  data_key bytea,
  details bytea,
  is_repeated boolean NOT NULL DEFAULT false,
  is_known boolean NOT NULL DEFAULT false,
  CONSTRAINT trigger_import_row_pkey PRIMARY KEY (import_id, row_number),
  CONSTRAINT trigger_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES trigger_import(id) ON DELETE CASCADE,
  CONSTRAINT an_unknown_person_is_sealed CHECK ((num_nulls(found_person_id, data_key, details) = ANY (ARRAY[0, 3]))),
  CONSTRAINT trigger_import_row_person_index_check CHECK ((octet_length(person_index) = 16)),
  CONSTRAINT trigger_import_row_row_number_check CHECK ((row_number > 1))
);
CREATE INDEX trigger_import_row_by_trigger ON public.trigger_import_row USING btree (import_id, person_index, trigger_kind, occurred_on, row_number);

CREATE TABLE visit (
  id uuid NOT NULL,
  household_id uuid,
  found_person_id uuid,
  area_code text NOT NULL,
  visited_at timestamp with time zone NOT NULL,
  visited_by uuid NOT NULL,
  result text NOT NULL,
  root_causes text[] NOT NULL DEFAULT '{}'::text[],
  barriers text[] NOT NULL DEFAULT '{}'::text[],
  next_step text NOT NULL,
  findings bytea,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT visit_pkey PRIMARY KEY (id),
  CONSTRAINT visit_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT visit_found_person_id_fkey FOREIGN KEY (found_person_id) REFERENCES found_person(id),
  CONSTRAINT visit_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT visit_visited_by_fkey FOREIGN KEY (visited_by) REFERENCES account(id),
  CONSTRAINT a_visit_finds_one_of_the_three_barriers CHECK ((barriers <@ ARRAY['UNAWARE'::text, 'UNABLE_TO_APPLY'::text, 'AFRAID'::text])),
  CONSTRAINT a_visit_is_to_a_household_or_to_a_found_person CHECK ((num_nonnulls(household_id, found_person_id) = 1)),
  CONSTRAINT a_visit_names_known_root_causes CHECK ((root_causes <@ ARRAY['ILLNESS'::text, 'DISABILITY'::text, 'COST_OF_EDUCATION'::text, 'DISASTER'::text, 'ACCIDENT'::text, 'LOSS_OF_PROVIDER'::text, 'LACK_OF_LABOUR'::text, 'LACK_OF_SKILL'::text, 'UNEMPLOYMENT'::text, 'DEBT'::text, 'FAMILY_CONFLICT'::text, 'OTHER'::text])),
  CONSTRAINT only_a_completed_visit_finds_something CHECK (((result = 'COMPLETED'::text) OR ((root_causes = '{}'::text[]) AND (barriers = '{}'::text[]) AND (findings IS NULL)))),
  CONSTRAINT visit_next_step_check CHECK ((next_step = ANY (ARRAY['NONE'::text, 'VISIT_AGAIN'::text, 'REGISTER_NEED'::text, 'APPLY_FOR_POLICY'::text, 'OPEN_CASE'::text]))),
  CONSTRAINT visit_result_check CHECK ((result = ANY (ARRAY['COMPLETED'::text, 'NOT_AT_HOME'::text, 'REFUSED'::text, 'MOVED_AWAY'::text, 'NOT_FOUND'::text])))
);
CREATE INDEX visit_by_area ON public.visit USING btree (area_code, visited_at DESC, id DESC);
CREATE INDEX visit_by_household ON public.visit USING btree (household_id, visited_at DESC, id DESC);

CREATE TABLE visit_need (
  visit_id uuid NOT NULL,
  need_id uuid NOT NULL,
  CONSTRAINT a_need_is_found_by_one_visit UNIQUE (need_id),
  CONSTRAINT visit_need_pkey PRIMARY KEY (visit_id, need_id),
  CONSTRAINT visit_need_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT visit_need_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id)
);

CREATE TABLE visit_obligation (
  id uuid NOT NULL,
  trigger_kind text NOT NULL,
  occurred_on date NOT NULL,
  channel text NOT NULL,
  department_id uuid,
  reference text,
  import_id uuid,
  person_index bytea,
  household_id uuid,
  found_person_id uuid,
  area_code text NOT NULL,
  reported_by uuid NOT NULL,
  reported_on date NOT NULL,
  due_on date NOT NULL,
  adviser_id uuid,
  assigned_at timestamp with time zone,
  due_soon_at timestamp with time zone,
  escalated_at timestamp with time zone,
  done_at timestamp with time zone,
  visit_id uuid,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_at timestamp with time zone,
  closed_by uuid,
  closing_reason text,
  CONSTRAINT visit_obligation_pkey PRIMARY KEY (id),
  CONSTRAINT visit_obligation_adviser_id_fkey FOREIGN KEY (adviser_id) REFERENCES account(id),
  CONSTRAINT visit_obligation_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT visit_obligation_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES account(id),
  CONSTRAINT visit_obligation_department_id_fkey FOREIGN KEY (department_id) REFERENCES organisation(id),
  CONSTRAINT visit_obligation_found_person_id_fkey FOREIGN KEY (found_person_id) REFERENCES found_person(id),
  CONSTRAINT visit_obligation_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT visit_obligation_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES account(id),
  CONSTRAINT visit_obligation_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id),
  CONSTRAINT a_done_obligation_has_its_visit CHECK ((num_nulls(done_at, visit_id) = ANY (ARRAY[0, 2]))),
  CONSTRAINT a_trigger_is_of_somebody CHECK ((num_nonnulls(household_id, found_person_id) >= 1)),
  CONSTRAINT a_trigger_is_told_after_it_occurred CHECK (((occurred_on <= reported_on) AND (reported_on <= due_on))),
  CONSTRAINT an_obligation_ends_once CHECK (((done_at IS NULL) OR (closed_at IS NULL))),
  CONSTRAINT an_obligation_is_closed_for_a_reason CHECK (((num_nulls(closed_at, closing_reason) = ANY (ARRAY[0, 2])) AND ((closed_by IS NULL) OR (closed_at IS NOT NULL)))),
  CONSTRAINT visit_obligation_channel_check CHECK ((channel = ANY (ARRAY['AREA_STAFF'::text, 'DEPARTMENT'::text, 'FILE'::text]))),
  CONSTRAINT visit_obligation_closing_reason_check CHECK ((closing_reason = ANY (ARRAY['WRONG_PERSON'::text, 'DID_NOT_OCCUR'::text, 'TOLD_TWICE'::text, 'HOUSEHOLD_ERASED'::text]))),
  CONSTRAINT visit_obligation_person_index_check CHECK ((octet_length(person_index) = 16)),
  CONSTRAINT visit_obligation_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 64))),
  CONSTRAINT visit_obligation_trigger_kind_check CHECK ((trigger_kind = ANY (ARRAY['HOSPITALISATION'::text, 'DEATH'::text, 'SUDDEN_MISFORTUNE'::text, 'SPECIAL_ASSISTANCE_RECIPIENT'::text, 'DISASTER'::text])))
);
CREATE UNIQUE INDEX a_trigger_of_a_household_is_taken_once_a_day ON public.visit_obligation USING btree (household_id, trigger_kind, occurred_on) WHERE (person_index IS NULL);
CREATE UNIQUE INDEX a_trigger_of_a_person_is_taken_once_a_day ON public.visit_obligation USING btree (person_index, trigger_kind, occurred_on) WHERE (person_index IS NOT NULL);
CREATE INDEX visit_obligation_by_area ON public.visit_obligation USING btree (area_code, due_on, id);
CREATE INDEX visit_obligation_by_found_person ON public.visit_obligation USING btree (found_person_id) WHERE (found_person_id IS NOT NULL);
CREATE INDEX visit_obligation_by_household ON public.visit_obligation USING btree (household_id);
CREATE INDEX visit_obligation_open_by_day ON public.visit_obligation USING btree (due_on, id) WHERE (done_at IS NULL);
CREATE INDEX visit_obligation_open_of_adviser ON public.visit_obligation USING btree (adviser_id, due_on, id) WHERE (done_at IS NULL);

CREATE TABLE visit_photo (
  visit_id uuid NOT NULL,
  photo_id uuid NOT NULL,
  CONSTRAINT a_photo_is_of_one_visit UNIQUE (photo_id),
  CONSTRAINT visit_photo_pkey PRIMARY KEY (visit_id, photo_id),
  CONSTRAINT visit_photo_photo_id_fkey FOREIGN KEY (photo_id) REFERENCES photo(id),
  CONSTRAINT visit_photo_visit_id_fkey FOREIGN KEY (visit_id) REFERENCES visit(id)
);

CREATE TABLE warning (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  area_code text NOT NULL,
  rule text NOT NULL,
  readers uuid[] NOT NULL DEFAULT '{}'::uuid[],
  level text NOT NULL,
  state text NOT NULL,
  cases integer NOT NULL,
  since timestamp with time zone NOT NULL,
  level_since timestamp with time zone NOT NULL,
  holds boolean NOT NULL,
  raised_at timestamp with time zone NOT NULL DEFAULT now(),
  times_raised integer NOT NULL DEFAULT 1,
  acknowledged_at timestamp with time zone,
  acknowledged_by uuid,
  ended_at timestamp with time zone,
  resolved_by uuid,
  outcome text,
  CONSTRAINT a_household_has_one_warning_by_a_rule UNIQUE (household_id, rule, readers),
  CONSTRAINT warning_pkey PRIMARY KEY (id),
  CONSTRAINT warning_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES account(id),
  CONSTRAINT warning_area_code_fkey FOREIGN KEY (area_code) REFERENCES area(code),
  CONSTRAINT warning_household_id_fkey FOREIGN KEY (household_id) REFERENCES household(id),
  CONSTRAINT warning_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES account(id),
  CONSTRAINT a_warning_has_ended_when_resolved_or_lapsed CHECK (((state = ANY (ARRAY['RESOLVED'::text, 'LAPSED'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT a_warning_resolved_names_who_and_how CHECK ((((state = 'RESOLVED'::text) = (resolved_by IS NOT NULL)) AND ((state = 'RESOLVED'::text) = (outcome IS NOT NULL)))),
  CONSTRAINT a_warning_stands_only_while_its_rule_holds CHECK ((holds OR (state = ANY (ARRAY['RESOLVED'::text, 'LAPSED'::text])))),
  CONSTRAINT a_warning_taken_up_names_who CHECK ((((acknowledged_at IS NULL) = (acknowledged_by IS NULL)) AND ((state <> 'ACKNOWLEDGED'::text) OR (acknowledged_at IS NOT NULL)))),
  CONSTRAINT warning_cases_check CHECK ((cases > 0)),
  CONSTRAINT warning_level_check CHECK ((level = ANY (ARRAY['BLUE'::text, 'YELLOW'::text, 'ORANGE'::text, 'RED'::text]))),
  CONSTRAINT warning_outcome_check CHECK ((outcome = ANY (ARRAY['NEED_TAKEN_DOWN'::text, 'HELP_ARRANGED'::text, 'POLICY_APPLIED_FOR'::text, 'VISITED_NOTHING_NEEDED'::text, 'HELP_DECLINED'::text, 'NOT_REACHED'::text, 'MOVED_AWAY'::text]))),
  CONSTRAINT warning_rule_check CHECK ((rule ~ '^[A-Z_]{1,40}$'::text)),
  CONSTRAINT warning_state_check CHECK ((state = ANY (ARRAY['OPEN'::text, 'ACKNOWLEDGED'::text, 'RESOLVED'::text, 'LAPSED'::text])))
);
CREATE INDEX warning_open ON public.warning USING btree (area_code) WHERE (state = ANY (ARRAY['OPEN'::text, 'ACKNOWLEDGED'::text]));

CREATE TABLE warning_cursor (
  single boolean NOT NULL DEFAULT true,
  transaction xid8 NOT NULL DEFAULT '0'::xid8,
  position bigint NOT NULL DEFAULT 0,
  CONSTRAINT warning_cursor_pkey PRIMARY KEY (single),
  CONSTRAINT warning_cursor_single_check CHECK (single)
);

CREATE TABLE webhook_attempt (
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  outcome text NOT NULL,
  status_code integer,
  milliseconds integer NOT NULL,
  CONSTRAINT webhook_attempt_pkey PRIMARY KEY (delivery_id, number),
  CONSTRAINT webhook_attempt_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES webhook_delivery(id) ON DELETE CASCADE,
  CONSTRAINT webhook_attempt_milliseconds_check CHECK ((milliseconds >= 0)),
  CONSTRAINT webhook_attempt_number_check CHECK ((number > 0)),
  CONSTRAINT webhook_attempt_outcome_check CHECK ((outcome = ANY (ARRAY['ACCEPTED'::text, 'REFUSED'::text, 'REDIRECTED'::text, 'GONE'::text, 'TIMED_OUT'::text, 'UNREACHABLE'::text, 'ADDRESS_FORBIDDEN'::text, 'ORGANISATION_NOT_APPROVED'::text]))),
  CONSTRAINT webhook_attempt_status_code_check CHECK (((status_code >= 100) AND (status_code <= 999)))
);

CREATE TABLE webhook_cursor (
  single boolean NOT NULL DEFAULT true,
  transaction xid8 NOT NULL DEFAULT '0'::xid8,
  position bigint NOT NULL DEFAULT 0,
  CONSTRAINT webhook_cursor_pkey PRIMARY KEY (single),
  CONSTRAINT webhook_cursor_single_check CHECK (single)
);

CREATE TABLE webhook_delivery (
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_transaction xid8 NOT NULL,
  event_position bigint NOT NULL,
  topic text NOT NULL,
  body text NOT NULL,
  status text NOT NULL,
  round_attempts integer NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp with time zone DEFAULT now(),
  taken_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  delivered_at timestamp with time zone,
  CONSTRAINT an_event_is_delivered_once_to_an_endpoint UNIQUE (endpoint_id, event_transaction, event_position),
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_delivery_endpoint_id_fkey FOREIGN KEY (endpoint_id) REFERENCES webhook_endpoint(id),
  CONSTRAINT webhook_delivery_check CHECK ((attempts >= round_attempts)),
  CONSTRAINT webhook_delivery_round_attempts_check CHECK ((round_attempts >= 0)),
  CONSTRAINT webhook_delivery_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'DELIVERED'::text, 'FAILED'::text]))),
  CONSTRAINT what_is_pending_has_its_next_attempt CHECK (((status = 'PENDING'::text) = (next_attempt_at IS NOT NULL))),
  CONSTRAINT what_was_delivered_says_when CHECK (((status = 'DELIVERED'::text) = (delivered_at IS NOT NULL)))
);
CREATE INDEX webhook_delivery_by_endpoint ON public.webhook_delivery USING btree (endpoint_id, id);
CREATE INDEX webhook_delivery_due ON public.webhook_delivery USING btree (next_attempt_at) WHERE (status = 'PENDING'::text);

CREATE TABLE webhook_endpoint (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  url text NOT NULL,
  name text NOT NULL,
  topics text[] NOT NULL,
  data_key bytea NOT NULL,
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_until timestamp with time zone,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  disabled_at timestamp with time zone,
  disabled_because text,
  CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_endpoint_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT webhook_endpoint_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  CONSTRAINT a_disabled_endpoint_says_why CHECK (((disabled_at IS NULL) = (disabled_because IS NULL))),
  CONSTRAINT an_earlier_secret_has_its_end CHECK (((previous_secret IS NULL) = (previous_secret_until IS NULL))),
  CONSTRAINT webhook_endpoint_disabled_because_check CHECK ((disabled_because = ANY (ARRAY['BY_HAND'::text, 'GONE'::text, 'NEVER_ACCEPTED'::text]))),
  CONSTRAINT webhook_endpoint_name_check CHECK (((length(name) >= 1) AND (length(name) <= 64))),
  CONSTRAINT webhook_endpoint_topics_check CHECK ((cardinality(topics) > 0)),
  CONSTRAINT webhook_endpoint_url_check CHECK (((length(url) >= 8) AND (length(url) <= 500)))
);
CREATE INDEX webhook_endpoint_by_organisation ON public.webhook_endpoint USING btree (organisation_id, id);

CREATE TABLE wish_label (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  code text NOT NULL,
  item text NOT NULL,
  quantity integer NOT NULL,
  condition text NOT NULL,
  note text,
  checked_by uuid NOT NULL,
  checked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT a_label_has_a_code_of_its_own UNIQUE (code),
  CONSTRAINT wish_label_pkey PRIMARY KEY (id),
  CONSTRAINT wish_label_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES account(id),
  CONSTRAINT wish_label_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT wish_label_code_check CHECK ((code ~ '^[2-9A-HJ-NP-Z]{16}$'::text)),
  CONSTRAINT wish_label_condition_check CHECK ((condition = ANY (ARRAY['NEW'::text, 'GOOD'::text, 'USED'::text]))),
  CONSTRAINT wish_label_item_check CHECK (((length(item) >= 1) AND (length(item) <= 60))),
  CONSTRAINT wish_label_note_check CHECK (((length(note) >= 1) AND (length(note) <= 200))),
  CONSTRAINT wish_label_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000)))
);
CREATE INDEX wish_label_by_need ON public.wish_label USING btree (need_id, checked_at);
CREATE TRIGGER labels_are_never_cut BEFORE TRUNCATE ON public.wish_label FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER labels_never_change BEFORE DELETE OR UPDATE ON public.wish_label FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE wish_share (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  donor_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL DEFAULT now(),
  lease_until timestamp with time zone,
  shared_by uuid NOT NULL,
  shared_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT wish_share_pkey PRIMARY KEY (id),
  CONSTRAINT wish_share_donor_id_fkey FOREIGN KEY (donor_id) REFERENCES donor(id),
  CONSTRAINT wish_share_id_fkey FOREIGN KEY (id) REFERENCES donation(id),
  CONSTRAINT wish_share_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT wish_share_shared_by_fkey FOREIGN KEY (shared_by) REFERENCES account(id),
  CONSTRAINT a_share_is_above_zero CHECK (((amount_fen >= 1) AND (amount_fen <= 100000))),
  CONSTRAINT a_share_runs_out_until_it_is_received CHECK (((status = 'HELD'::text) = (lease_until IS NOT NULL))),
  CONSTRAINT wish_share_status_check CHECK ((status = ANY (ARRAY['HELD'::text, 'RECEIVED'::text, 'DELIVERED'::text, 'WITHDRAWN'::text, 'EXPIRED'::text, 'RELEASED'::text])))
);
CREATE INDEX wish_share_by_donor ON public.wish_share USING btree (donor_id, id);
CREATE INDEX wish_share_by_lease ON public.wish_share USING btree (lease_until) WHERE (status = 'HELD'::text);
CREATE INDEX wish_share_by_need ON public.wish_share USING btree (need_id, id);

CREATE TABLE wish_thanks (
  id uuid NOT NULL,
  need_id uuid NOT NULL,
  status text NOT NULL,
  sealed_text bytea,
  approved_text text,
  rejection_reason text,
  said_at timestamp with time zone NOT NULL DEFAULT now(),
  decided_by uuid,
  decided_at timestamp with time zone,
  CONSTRAINT wish_thanks_pkey PRIMARY KEY (id),
  CONSTRAINT wish_thanks_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  CONSTRAINT wish_thanks_need_id_fkey FOREIGN KEY (need_id) REFERENCES need(id),
  CONSTRAINT a_decision_has_its_author_and_time CHECK ((((status = 'PENDING'::text) = (decided_at IS NULL)) AND (num_nulls(decided_by, decided_at) = ANY (ARRAY[0, 2])))),
  CONSTRAINT a_rejection_says_why CHECK (((status = 'REJECTED'::text) = (rejection_reason IS NOT NULL))),
  CONSTRAINT a_text_is_sealed_until_it_is_decided CHECK (((status = 'PENDING'::text) = (sealed_text IS NOT NULL))),
  CONSTRAINT only_an_approved_text_is_in_the_open CHECK (((status = 'APPROVED'::text) = (approved_text IS NOT NULL))),
  CONSTRAINT wish_thanks_approved_text_check CHECK (((length(approved_text) >= 1) AND (length(approved_text) <= 500))),
  CONSTRAINT wish_thanks_rejection_reason_check CHECK (((length(rejection_reason) >= 1) AND (length(rejection_reason) <= 60))),
  CONSTRAINT wish_thanks_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'APPROVED'::text, 'REJECTED'::text])))
);
CREATE UNIQUE INDEX a_wish_is_thanked_once ON public.wish_thanks USING btree (need_id) WHERE (status <> 'REJECTED'::text);
