package meeting

import "linzhangbot/models/db"

// Migrations makes the tables of the regulation. meetings_start serves lists and the morning sweep, the indexes on the
// meeting serve everything that is asked about one, resolutions_org serves each organisation's own list.
var Migrations = []db.Migration{
	{Version: 500, Name: "meetings", SQL: []string{
		`CREATE TABLE IF NOT EXISTS meetings (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, type VARCHAR(64) NOT NULL, title VARCHAR(255) NOT NULL, start {time} NOT NULL, place VARCHAR(255) NOT NULL,
		 agenda {text} NOT NULL, chair_post VARCHAR(64) NOT NULL, chair_person VARCHAR(128) NOT NULL, state VARCHAR(16) NOT NULL, version INT NOT NULL,
		 rev INT NOT NULL, drafted_by VARCHAR(128) NOT NULL, org VARCHAR(64) NOT NULL, further BOOLEAN NOT NULL, reason {text} NOT NULL,
		 at {time} NOT NULL, changed {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS meetings_number ON meetings (district, number)`,
		`CREATE INDEX IF NOT EXISTS meetings_start ON meetings (district, state, start)`,
	}},
	{Version: 501, Name: "meeting approvals", SQL: []string{
		`CREATE TABLE IF NOT EXISTS meeting_approvals (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, meeting CHAR(32) NOT NULL,
		 version INT NOT NULL, pos INT NOT NULL, kind VARCHAR(16) NOT NULL, post VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL,
		 verdict VARCHAR(16) NOT NULL, reason {text} NOT NULL, asked {time} NULL, at {time} NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS meeting_approvals_one ON meeting_approvals (district, meeting, kind, version, pos)`,
		`CREATE INDEX IF NOT EXISTS meeting_approvals_open ON meeting_approvals (district, verdict)`,
	}},
	{Version: 502, Name: "meeting attendees", SQL: []string{
		`CREATE TABLE IF NOT EXISTS meeting_attendees (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, meeting CHAR(32) NOT NULL,
		 pos INT NOT NULL, person VARCHAR(128) NOT NULL, name VARCHAR(190) NOT NULL, post VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL,
		 chair BOOLEAN NOT NULL, answer VARCHAR(16) NOT NULL, former VARCHAR(16) NOT NULL, stand_in VARCHAR(190) NOT NULL, reason VARCHAR(255) NOT NULL,
		 channel VARCHAR(16) NOT NULL, told INT NOT NULL, rev INT NOT NULL, answered {time} NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS meeting_attendees_meeting ON meeting_attendees (district, meeting, pos)`,
		`CREATE INDEX IF NOT EXISTS meeting_attendees_person ON meeting_attendees (district, person)`,
	}},
	{Version: 503, Name: "meeting minutes", SQL: []string{
		`CREATE TABLE IF NOT EXISTS meeting_minutes (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, meeting CHAR(32) NOT NULL,
		 version INT NOT NULL, text {text} NOT NULL, media {text} NOT NULL, items {text} NOT NULL, state VARCHAR(16) NOT NULL,
		 person VARCHAR(128) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS meeting_minutes_version ON meeting_minutes (district, meeting, version)`,
	}},
	{Version: 504, Name: "resolutions", SQL: []string{
		`CREATE TABLE IF NOT EXISTS resolutions (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, meeting CHAR(32) NOT NULL, meeting_number VARCHAR(128) NOT NULL, meeting_type VARCHAR(64) NOT NULL,
		 item INT NOT NULL, text {text} NOT NULL, org VARCHAR(64) NOT NULL, assist {text} NOT NULL, deadline {time} NOT NULL,
		 state VARCHAR(16) NOT NULL, progress {text} NOT NULL, done_by VARCHAR(128) NOT NULL, issue VARCHAR(128) NOT NULL,
		 rev INT NOT NULL, at {time} NOT NULL, done_at {time} NULL, checked_at {time} NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS resolutions_number ON resolutions (district, number)`,
		`CREATE INDEX IF NOT EXISTS resolutions_org ON resolutions (district, state, org)`,
		`CREATE INDEX IF NOT EXISTS resolutions_meeting ON resolutions (district, meeting)`,
	}},
	{Version: 505, Name: "calendar feeds", SQL: []string{
		`CREATE TABLE IF NOT EXISTS calendar_feeds (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, hash CHAR(64) NOT NULL,
		 person VARCHAR(128) NOT NULL, org VARCHAR(64) NOT NULL, at {time} NOT NULL, revoked {time} NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS calendar_feeds_hash ON calendar_feeds (hash)`,
		`CREATE INDEX IF NOT EXISTS calendar_feeds_owner ON calendar_feeds (district, person, org)`,
	}},
	{Version: 506, Name: "calendar entries", SQL: []string{
		`CREATE TABLE IF NOT EXISTS calendar_entries (meeting CHAR(32) NOT NULL, platform VARCHAR(64) NOT NULL, district VARCHAR(64) NOT NULL,
		 wanted INT NOT NULL, done INT NOT NULL, tried INT NOT NULL, external VARCHAR(255) NOT NULL, cancelled BOOLEAN NOT NULL,
		 attempts INT NOT NULL, next_at {time} NOT NULL, busy {time} NOT NULL, PRIMARY KEY (meeting, platform)) {table}`,
		`CREATE INDEX IF NOT EXISTS calendar_entries_due ON calendar_entries (next_at)`,
	}},
	// Approvals go on in the table that all approvals share; meeting_approvals keeps what it has. A post that a profile
	// named twice was asked twice: its first word stands.
	{Version: 507, Name: "shared approvals of meetings", SQL: []string{
		`INSERT INTO approvals
		 (id, district, kind, record, version, pos, extra, post, person, verdict, reason, asked, at)
		 SELECT id, district, CASE WHEN kind = 'consent' THEN 'plan' ELSE kind END, meeting, CAST(version AS CHAR), pos,
		 kind = 'consent', post, person, verdict, reason, asked, at FROM meeting_approvals a
		 WHERE id NOT IN (SELECT id FROM approvals) AND NOT EXISTS (SELECT 1 FROM meeting_approvals b
		 WHERE b.district = a.district AND b.meeting = a.meeting AND b.kind = a.kind AND b.version = a.version
		 AND b.post = a.post AND b.pos < a.pos)`,
	}},
}
