-- Auditors look for one operation, the newest first. Built within its transaction: CONCURRENTLY would wait for the other servers, which wait
-- for the migration to end. Commands wait while it is built, about a second for each million lines.
CREATE INDEX audit_line_by_operation ON audit_line (operation, position);
