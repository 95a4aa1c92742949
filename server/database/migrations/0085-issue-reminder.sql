-- The last day on which the owner of an overdue issue was reminded of it. Asia/Shanghai.
ALTER TABLE meeting_issue ADD COLUMN reminded_on date,
  ADD CONSTRAINT an_issue_is_reminded_of_when_it_is_overdue CHECK (reminded_on > due_on);
