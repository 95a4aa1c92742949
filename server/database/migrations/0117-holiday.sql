-- Which days are off and which weekends are worked, by the notices of the General Office of the State Council. A year may have a further
-- version, as in 2019 and 2020: the newest counts, and the others stay.
CREATE TABLE holiday_notice (
  year        integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  version     integer NOT NULL CHECK (version > 0),
  -- The notice by its number and date.
  source      text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
  holidays    date[] NOT NULL,
  workdays    date[] NOT NULL,
  -- Null where the product brought it along.
  command_id  uuid UNIQUE,
  recorded_by uuid REFERENCES account (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (year, version),
  CONSTRAINT a_day_is_not_both_off_and_worked CHECK (NOT holidays && workdays),
  CONSTRAINT a_notice_has_one_who_recorded_it CHECK ((command_id IS NULL) = (recorded_by IS NULL))
);

-- Days from the first to the last, both included.
CREATE FUNCTION pg_temp.days(first date, last date) RETURNS date[] LANGUAGE sql AS
  $$ SELECT array_agg(day::date ORDER BY day) FROM generate_series(first, last, interval '1 day') day $$;

INSERT INTO holiday_notice (year, version, source, holidays, workdays) VALUES
  (2023, 1, '国办发明电〔2022〕16号, 2022-12-08',
   pg_temp.days('2022-12-31', '2023-01-02') || pg_temp.days('2023-01-21', '2023-01-27') || pg_temp.days('2023-04-05', '2023-04-05')
     || pg_temp.days('2023-04-29', '2023-05-03') || pg_temp.days('2023-06-22', '2023-06-24') || pg_temp.days('2023-09-29', '2023-10-06'),
   '{2023-01-28,2023-01-29,2023-04-23,2023-05-06,2023-06-25,2023-10-07,2023-10-08}'),
  (2024, 1, '国办发明电〔2023〕7号, 2023-10-25',
   pg_temp.days('2024-01-01', '2024-01-01') || pg_temp.days('2024-02-10', '2024-02-17') || pg_temp.days('2024-04-04', '2024-04-06')
     || pg_temp.days('2024-05-01', '2024-05-05') || pg_temp.days('2024-06-10', '2024-06-10') || pg_temp.days('2024-09-15', '2024-09-17')
     || pg_temp.days('2024-10-01', '2024-10-07'),
   '{2024-02-04,2024-02-18,2024-04-07,2024-04-28,2024-05-11,2024-09-14,2024-09-29,2024-10-12}'),
  (2025, 1, '国办发明电〔2024〕12号, 2024-11-12',
   pg_temp.days('2025-01-01', '2025-01-01') || pg_temp.days('2025-01-28', '2025-02-04') || pg_temp.days('2025-04-04', '2025-04-06')
     || pg_temp.days('2025-05-01', '2025-05-05') || pg_temp.days('2025-05-31', '2025-06-02') || pg_temp.days('2025-10-01', '2025-10-08'),
   '{2025-01-26,2025-02-08,2025-04-27,2025-09-28,2025-10-11}'),
  (2026, 1, '国办发明电〔2025〕7号, 2025-11-04',
   pg_temp.days('2026-01-01', '2026-01-03') || pg_temp.days('2026-02-15', '2026-02-23') || pg_temp.days('2026-04-04', '2026-04-06')
     || pg_temp.days('2026-05-01', '2026-05-05') || pg_temp.days('2026-06-19', '2026-06-21') || pg_temp.days('2026-09-25', '2026-09-27')
     || pg_temp.days('2026-10-01', '2026-10-07'),
   '{2026-01-04,2026-02-14,2026-02-28,2026-05-09,2026-09-20,2026-10-10}');

DROP FUNCTION pg_temp.days(date, date);
