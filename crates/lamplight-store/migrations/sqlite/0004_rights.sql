-- Rights: several roles each, with commas between their names, and the districts that somebody sees, as a
-- JSON array of their ids; none for all. Whoever had the one role `staff` could do everything but invite.

ALTER TABLE token ADD COLUMN roles TEXT NOT NULL DEFAULT '';
ALTER TABLE token ADD COLUMN districts TEXT;
UPDATE token
SET roles = CASE role
    WHEN 'admin' THEN 'dispatcher,officer,responder,publisher,admin'
    ELSE 'dispatcher,officer,responder,publisher'
END;
ALTER TABLE token DROP COLUMN role;

ALTER TABLE invite ADD COLUMN roles TEXT NOT NULL DEFAULT '';
ALTER TABLE invite ADD COLUMN districts TEXT;
UPDATE invite
SET roles = CASE role
    WHEN 'admin' THEN 'dispatcher,officer,responder,publisher,admin'
    ELSE 'dispatcher,officer,responder,publisher'
END;
ALTER TABLE invite DROP COLUMN role;

ALTER TABLE session ADD COLUMN roles TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN districts TEXT;
UPDATE session
SET roles = CASE role
    WHEN 'admin' THEN 'dispatcher,officer,responder,publisher,admin'
    ELSE 'dispatcher,officer,responder,publisher'
END;
ALTER TABLE session DROP COLUMN role;
