package information

import "linzhangbot/models/db"

// Migrations makes the tables of the regulation. reports_period serves standings, reports_org the check for duplicates
// and the tally, reports_message makes a message count once and finds it when it is taken back.
var Migrations = []db.Migration{
	{Version: 300, Name: "reports", SQL: []string{
		"CREATE TABLE IF NOT EXISTS reports (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL," +
			" person VARCHAR(128) NOT NULL, number VARCHAR(128) NOT NULL, year INT NOT NULL, n INT NOT NULL, title VARCHAR(255) NOT NULL," +
			" body {text} NOT NULL, category VARCHAR(64) NOT NULL, period CHAR(7) NOT NULL, state VARCHAR(16) NOT NULL, late BOOLEAN NOT NULL," +
			" emergency BOOLEAN NOT NULL, recalled BOOLEAN NOT NULL, event_date CHAR(10) NOT NULL, contact VARCHAR(190) NOT NULL," +
			" media {text} NOT NULL, platform VARCHAR(64) NOT NULL, message VARCHAR(190) NOT NULL, item INT NOT NULL, reason {text} NOT NULL," +
			" merged_into VARCHAR(128) NOT NULL, version INT NOT NULL, at {time} NOT NULL, arrived {time} NOT NULL) {table}",
		`CREATE INDEX IF NOT EXISTS reports_period ON reports (district, period, org, state)`,
		`CREATE INDEX IF NOT EXISTS reports_org ON reports (district, org, at)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS reports_number ON reports (district, year, number)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS reports_message ON reports (district, platform, message, item)`,
	}},
	{Version: 301, Name: "bulletins", SQL: []string{
		`CREATE TABLE IF NOT EXISTS bulletins (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, kind VARCHAR(64) NOT NULL,
		 number VARCHAR(128) NOT NULL, year INT NOT NULL, n INT NOT NULL, period VARCHAR(16) NOT NULL, title VARCHAR(255) NOT NULL,
		 state VARCHAR(16) NOT NULL, drafted_by VARCHAR(128) NOT NULL, reviewed_by VARCHAR(128) NOT NULL, signed_by VARCHAR(128) NOT NULL,
		 issued_by VARCHAR(128) NOT NULL, at {time} NOT NULL, signed_at {time} NULL, issued_at {time} NULL, version INT NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS bulletins_number ON bulletins (district, kind, year, n)`,
		`CREATE TABLE IF NOT EXISTS bulletin_items (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, bulletin CHAR(32) NOT NULL,
		 kind VARCHAR(64) NOT NULL, report CHAR(32) NOT NULL, pos INT NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS bulletin_items_report ON bulletin_items (district, report, kind)`,
		`CREATE INDEX IF NOT EXISTS bulletin_items_bulletin ON bulletin_items (district, bulletin, pos)`,
		`CREATE TABLE IF NOT EXISTS bulletin_recipients (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL,
		 bulletin CHAR(32) NOT NULL, side VARCHAR(16) NOT NULL, org VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL,
		 name VARCHAR(190) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS bulletin_recipients_bulletin ON bulletin_recipients (district, bulletin)`,
	}},
	{Version: 302, Name: "disclosures", SQL: []string{
		`CREATE TABLE IF NOT EXISTS disclosures (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, org VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, title VARCHAR(255) NOT NULL,
		 category VARCHAR(64) NOT NULL, reviewer VARCHAR(190) NOT NULL, channel VARCHAR(190) NOT NULL, day CHAR(10) NOT NULL,
		 link {text} NOT NULL, cleared BOOLEAN NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS disclosures_number ON disclosures (district, year, number)`,
		`CREATE INDEX IF NOT EXISTS disclosures_day ON disclosures (district, day, org)`,
	}},
	{Version: 303, Name: "boards", SQL: []string{
		`CREATE TABLE IF NOT EXISTS boards (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL,
		 place VARCHAR(190) NOT NULL, chief VARCHAR(190) NOT NULL, area VARCHAR(255) NOT NULL, targets VARCHAR(255) NOT NULL,
		 phone VARCHAR(64) NOT NULL, photo {text} NOT NULL, amount INT NOT NULL, person VARCHAR(128) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS boards_place ON boards (district, org, place)`,
	}},
	{Version: 307, Name: "reports returned and put right", SQL: []string{
		`ALTER TABLE reports ADD COLUMN turned {time} NULL`,
	}},
	{Version: 309, Name: "report adoptions", SQL: []string{
		`CREATE TABLE IF NOT EXISTS report_adoptions (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL,
		 report CHAR(32) NOT NULL, level VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS report_adoptions_level ON report_adoptions (district, report, level)`,
		`CREATE INDEX IF NOT EXISTS report_adoptions_at ON report_adoptions (district, at)`,
	}},
	// What the office changes in a bulletin is the bulletin's own; a draft is sent back with a reason.
	{Version: 310, Name: "changes of bulletins", SQL: []string{
		`ALTER TABLE bulletins ADD COLUMN reason VARCHAR(255) NOT NULL DEFAULT ''`,
		`ALTER TABLE bulletin_items ADD COLUMN title VARCHAR(255) NOT NULL DEFAULT ''`,
		`ALTER TABLE bulletin_items ADD COLUMN body {text} NULL`,
	}},
}
