-- What is listed the newest first is ordered by when it was entered, and only then by its id: ids of an import, or those that a client
-- makes by itself, say nothing of time.
CREATE INDEX donation_by_recipient_and_time ON donation (recipient_organisation_id, pledged_at DESC, id DESC);
CREATE INDEX donation_by_donor_and_time ON donation (donor_id, pledged_at DESC, id DESC);
DROP INDEX donation_by_recipient;
DROP INDEX donation_by_donor;
CREATE INDEX charity_project_by_time ON charity_project (created_at DESC, id DESC);
CREATE INDEX commendation_by_day ON commendation (commended_on DESC, id DESC);
CREATE INDEX allocation_by_donation_and_time ON allocation (donation_id, reserved_at DESC, id DESC);
CREATE INDEX allocation_by_need_and_time ON allocation (need_id, reserved_at DESC, id DESC);
CREATE INDEX allocation_by_project_and_time ON allocation (project_id, reserved_at DESC, id DESC) WHERE project_id IS NOT NULL;
DROP INDEX allocation_by_donation;
DROP INDEX allocation_by_need;
DROP INDEX allocation_by_project;
CREATE INDEX disclosure_by_time ON disclosure (published_at DESC, project_id DESC);
