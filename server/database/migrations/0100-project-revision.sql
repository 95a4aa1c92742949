-- How often a draft of a project was revised: whoever writes it anew says upon which revision that builds.
ALTER TABLE charity_project ADD COLUMN revision integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT a_draft_is_revised_one_by_one CHECK (revision >= 0);
