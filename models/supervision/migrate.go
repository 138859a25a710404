package supervision

import "linzhangbot/models/db"

// Migrations makes the tables of the regulation. issues_open serves the morning's sweep and the lists of an organisation,
// issue_steps_seq makes a step of a version happen once, whoever presses first.
var Migrations = []db.Migration{
	{Version: 400, Name: "issues", SQL: []string{
		`CREATE TABLE IF NOT EXISTS issues (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, title VARCHAR(255) NOT NULL, place VARCHAR(255) NOT NULL, source VARCHAR(64) NOT NULL,
		 org VARCHAR(64) NOT NULL, assisting VARCHAR(255) NOT NULL, measures {text} NOT NULL, contact VARCHAR(190) NOT NULL,
		 found CHAR(10) NOT NULL, due {time} NOT NULL, due_day CHAR(10) NOT NULL, state VARCHAR(16) NOT NULL, grave BOOLEAN NOT NULL,
		 evidence BOOLEAN NOT NULL, proof {text} NOT NULL, returned INT NOT NULL, extensions INT NOT NULL, wish CHAR(10) NOT NULL,
		 wish_reason {text} NOT NULL, approved_by VARCHAR(128) NOT NULL, inspection VARCHAR(128) NOT NULL, ladder {text} NOT NULL,
		 rung INT NOT NULL, proposed INT NOT NULL, progress {text} NOT NULL, reporter VARCHAR(128) NOT NULL, reporter_org VARCHAR(64) NOT NULL,
		 reported_at {time} NULL, raised_by VARCHAR(128) NOT NULL, checked_by VARCHAR(128) NOT NULL, verdict {text} NOT NULL,
		 closed_at {time} NULL, version INT NOT NULL, platform VARCHAR(64) NOT NULL, message VARCHAR(190) NOT NULL, item INT NOT NULL,
		 at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS issues_number ON issues (district, year, n)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS issues_message ON issues (district, platform, message, item)`,
		`CREATE INDEX IF NOT EXISTS issues_open ON issues (district, state, due_day)`,
		`CREATE INDEX IF NOT EXISTS issues_org ON issues (district, org, state)`,
	}},
	{Version: 401, Name: "issue steps", SQL: []string{
		"CREATE TABLE IF NOT EXISTS issue_steps (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, issue CHAR(32) NOT NULL," +
			" seq INT NOT NULL, verb VARCHAR(16) NOT NULL, state_from VARCHAR(16) NOT NULL, state_to VARCHAR(16) NOT NULL, person VARCHAR(128) NOT NULL," +
			" name VARCHAR(190) NOT NULL, org VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL, message VARCHAR(190) NOT NULL, note {text} NOT NULL, media {text} NOT NULL," +
			" `before` {text} NOT NULL, at {time} NOT NULL) {table}",
		`CREATE UNIQUE INDEX IF NOT EXISTS issue_steps_seq ON issue_steps (district, issue, seq)`,
	}},
	{Version: 402, Name: "issue papers", SQL: []string{
		`CREATE TABLE IF NOT EXISTS issue_papers (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, issue CHAR(32) NOT NULL,
		 kind VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL, title VARCHAR(255) NOT NULL, body {text} NOT NULL, person VARCHAR(128) NOT NULL,
		 at {time} NOT NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS issue_papers_issue ON issue_papers (district, issue)`,
	}},
	{Version: 403, Name: "measures declined", SQL: []string{
		`ALTER TABLE issues ADD COLUMN proposed_at {time} NULL`,
		`ALTER TABLE issues ADD COLUMN declined INT NOT NULL DEFAULT 0`,
		`UPDATE issues SET declined = proposed WHERE (SELECT s.verb FROM issue_steps s
		 WHERE s.district = issues.district AND s.issue = issues.id ORDER BY s.seq DESC LIMIT 1) = 'decline'`,
	}},
	{Version: 410, Name: "inspections", SQL: []string{
		`CREATE TABLE IF NOT EXISTS inspections (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, kind VARCHAR(64) NOT NULL, title VARCHAR(255) NOT NULL, mode VARCHAR(16) NOT NULL, organiser VARCHAR(64) NOT NULL,
		 office VARCHAR(64) NOT NULL, members VARCHAR(500) NOT NULL, targets VARCHAR(500) NOT NULL, from_day CHAR(10) NOT NULL, to_day CHAR(10) NOT NULL,
		 starts {time} NOT NULL, sealed BOOLEAN NOT NULL, contents {text} NOT NULL, state VARCHAR(16) NOT NULL, filing VARCHAR(16) NOT NULL,
		 planned_by VARCHAR(128) NOT NULL, platform VARCHAR(64) NOT NULL, message VARCHAR(190) NOT NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS inspections_days ON inspections (district, from_day)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS inspections_number ON inspections (district, number)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS inspections_message ON inspections (district, platform, message)`,
		`CREATE TABLE IF NOT EXISTS inspection_visits (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, inspection CHAR(32) NOT NULL,
		 kind VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL, office VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL, day CHAR(10) NOT NULL,
		 mode VARCHAR(16) NOT NULL, found INT NOT NULL, findings {text} NOT NULL, media {text} NOT NULL, person VARCHAR(128) NOT NULL,
		 message VARCHAR(190) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS inspection_visits_day ON inspection_visits (district, day, org)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS inspection_visits_once ON inspection_visits (district, inspection, org, day)`,
	}},
	{Version: 411, Name: "several inspections of a message", SQL: []string{
		`ALTER TABLE inspections ADD COLUMN item INT NOT NULL DEFAULT 0`,
		`DROP INDEX inspections_message ON inspections`,
		`CREATE UNIQUE INDEX IF NOT EXISTS inspections_item ON inspections (district, platform, message, item)`,
	}},
}
