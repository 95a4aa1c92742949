-- A donation is given for a project that is open: when it is promised, and when its use is changed. What was given stays as it was when
-- the project ends.
CREATE FUNCTION refuse_earmark_on_closed_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.earmark_project_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.earmark_project_id IS DISTINCT FROM OLD.earmark_project_id)
     AND NOT EXISTS (SELECT FROM charity_project WHERE id = NEW.earmark_project_id AND status = 'OPEN') THEN
    RAISE EXCEPTION 'a donation is given for an open project' USING ERRCODE = '23514', CONSTRAINT = 'a_donation_is_given_for_an_open_project';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_donation_is_given_for_an_open_project BEFORE INSERT OR UPDATE OF earmark_project_id ON donation
  FOR EACH ROW EXECUTE FUNCTION refuse_earmark_on_closed_project();
