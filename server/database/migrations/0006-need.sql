CREATE TABLE need (
  id                  uuid PRIMARY KEY,
  household_id        uuid NOT NULL REFERENCES household (id),
  kind                text NOT NULL CHECK (kind IN ('NEED', 'MICRO_WISH')),
  service_kind        text NOT NULL,
  origin              text NOT NULL,
  urgency             text NOT NULL CHECK (urgency IN ('ROUTINE', 'URGENT', 'EMERGENCY')),
  card_text           text NOT NULL CHECK (length(card_text) BETWEEN 1 AND 500),
  wanted_by           date,
  quantity            integer NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 1000000),
  quantity_unit       text,
  quantity_claimed    integer NOT NULL DEFAULT 0,
  quantity_delivered  integer NOT NULL DEFAULT 0,
  price_ceiling_fen   bigint,
  situations          text[] NOT NULL DEFAULT '{}',
  languages           text[] NOT NULL DEFAULT '{}',
  skills              text[] NOT NULL DEFAULT '{}',
  literacy            text CHECK (literacy IN ('CANNOT_READ', 'PRIMARY', 'MIDDLE_SCHOOL', 'HIGHER')),
  economic_status     text CHECK (economic_status IN ('NO_INCOME', 'BELOW_DIBAO_LINE', 'NEAR_DIBAO_LINE', 'ABOVE')),
  hardship_degree     text CHECK (hardship_degree IN ('LIGHT', 'MEDIUM', 'SEVERE')),
  area_code           text COLLATE "C" NOT NULL REFERENCES area (code),
  restricted          boolean NOT NULL,
  status              text NOT NULL CHECK (status IN ('DRAFT', 'VERIFIED', 'PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED',
    'CLAIMED', 'IN_SERVICE', 'FULFILLED', 'PARTIALLY_MET', 'NOT_MET', 'WITHDRAWN', 'EXPIRED', 'CLOSED')),
  status_since        timestamptz NOT NULL DEFAULT now(),
  status_reason       text,
  created_by          uuid NOT NULL REFERENCES account (id),
  created_at          timestamptz NOT NULL DEFAULT now(),
  referred_at         timestamptz,
  CONSTRAINT a_need_is_never_claimed_beyond_its_quantity CHECK (quantity_claimed BETWEEN 0 AND quantity),
  CONSTRAINT a_need_is_never_delivered_beyond_its_quantity CHECK (quantity_delivered BETWEEN 0 AND quantity),
  CONSTRAINT a_micro_wish_is_one_thing_with_a_price_ceiling CHECK
    ((kind = 'MICRO_WISH') = (price_ceiling_fen IS NOT NULL) AND (kind <> 'MICRO_WISH' OR quantity = 1 AND price_ceiling_fen BETWEEN 1 AND 100000)),
  CONSTRAINT a_restricted_need_is_never_in_the_open_pool CHECK (NOT restricted OR status <> 'PUBLISHED')
);
CREATE INDEX need_by_household ON need (household_id);
CREATE INDEX need_by_area ON need (area_code, created_at, id);
CREATE INDEX need_open_by_kind ON need (service_kind, area_code) WHERE status IN ('PUBLISHED', 'PARTIALLY_CLAIMED');
CREATE INDEX need_by_wanted_date ON need (wanted_by) WHERE status IN ('PUBLISHED', 'RESTRICTED', 'PARTIALLY_CLAIMED');
