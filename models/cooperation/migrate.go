package cooperation

import "linzhangbot/models/db"

// Migrations makes the tables of the regulation. Numbers are unique per year, answers per organisation.
var Migrations = []db.Migration{
	{Version: 600, Name: "summaries", SQL: []string{
		`CREATE TABLE IF NOT EXISTS summaries (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, org VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, period VARCHAR(16) NOT NULL,
		 month CHAR(7) NOT NULL, said VARCHAR(16) NOT NULL, body {text} NOT NULL, plan {text} NOT NULL, media {text} NOT NULL,
		 late BOOLEAN NOT NULL, state VARCHAR(16) NOT NULL, platform VARCHAR(64) NOT NULL, message VARCHAR(190) NOT NULL,
		 version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS summaries_period ON summaries (district, org, period)`,
		`CREATE INDEX IF NOT EXISTS summaries_month ON summaries (district, month, state)`,
		`CREATE INDEX IF NOT EXISTS summaries_message ON summaries (district, platform, message)`,
	}},
	{Version: 601, Name: "patrols", SQL: []string{
		`CREATE TABLE IF NOT EXISTS patrols (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, org VARCHAR(64) NOT NULL, chief VARCHAR(128) NOT NULL, chief_name VARCHAR(190) NOT NULL,
		 person VARCHAR(128) NOT NULL, day CHAR(10) NOT NULL, place VARCHAR(255) NOT NULL, found INT NOT NULL, body {text} NOT NULL,
		 media {text} NOT NULL, issue VARCHAR(128) NOT NULL, state VARCHAR(16) NOT NULL, platform VARCHAR(64) NOT NULL,
		 message VARCHAR(190) NOT NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS patrols_number ON patrols (district, year, n)`,
		`CREATE UNIQUE INDEX IF NOT EXISTS patrols_message ON patrols (district, platform, message)`,
		`CREATE INDEX IF NOT EXISTS patrols_day ON patrols (district, day, org)`,
	}},
	{Version: 602, Name: "activities", SQL: []string{
		`CREATE TABLE IF NOT EXISTS activities (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, kind VARCHAR(64) NOT NULL, topic VARCHAR(255) NOT NULL, start {time} NOT NULL, timed BOOLEAN NOT NULL,
		 place VARCHAR(255) NOT NULL, person VARCHAR(128) NOT NULL, state VARCHAR(16) NOT NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS activities_number ON activities (district, year, n)`,
		`CREATE TABLE IF NOT EXISTS activity_invitees (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, activity CHAR(32) NOT NULL,
		 org VARCHAR(64) NOT NULL, answer VARCHAR(16) NOT NULL, note VARCHAR(255) NOT NULL, person VARCHAR(128) NOT NULL,
		 answered_at {time} NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS activity_invitees_org ON activity_invitees (district, activity, org)`,
		`CREATE INDEX IF NOT EXISTS activity_invitees_open ON activity_invitees (district, org, answer)`,
	}},
	{Version: 603, Name: "orders", SQL: []string{
		`CREATE TABLE IF NOT EXISTS orders (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, title VARCHAR(255) NOT NULL, body {text} NOT NULL, signers VARCHAR(255) NOT NULL,
		 media {text} NOT NULL, draft INT NOT NULL, state VARCHAR(16) NOT NULL, reason {text} NOT NULL, person VARCHAR(128) NOT NULL,
		 published_at {time} NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS orders_number ON orders (district, year, n)`,
		`CREATE TABLE IF NOT EXISTS order_signatures (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, order_id CHAR(32) NOT NULL,
		 draft INT NOT NULL, post VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS order_signatures_post ON order_signatures (district, order_id, draft, post)`,
		`CREATE TABLE IF NOT EXISTS order_items (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, order_id CHAR(32) NOT NULL,
		 no INT NOT NULL, org VARCHAR(64) NOT NULL, content {text} NOT NULL, deadline CHAR(10) NOT NULL, state VARCHAR(16) NOT NULL,
		 progress {text} NOT NULL, person VARCHAR(128) NOT NULL, version INT NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS order_items_no ON order_items (district, order_id, no, org)`,
		`CREATE INDEX IF NOT EXISTS order_items_open ON order_items (district, org, state)`,
	}},
	{Version: 604, Name: "receipts", SQL: []string{
		`CREATE TABLE IF NOT EXISTS shares (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, number VARCHAR(128) NOT NULL,
		 year INT NOT NULL, n INT NOT NULL, title VARCHAR(255) NOT NULL, body {text} NOT NULL, media {text} NOT NULL, person VARCHAR(128) NOT NULL,
		 at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS shares_number ON shares (district, year, n)`,
		`CREATE TABLE IF NOT EXISTS cooperation_receipts (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, kind VARCHAR(16) NOT NULL,
		 record CHAR(32) NOT NULL, org VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL, received_at {time} NULL, version INT NOT NULL,
		 at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS cooperation_receipts_org ON cooperation_receipts (district, kind, record, org)`,
		`CREATE INDEX IF NOT EXISTS cooperation_receipts_open ON cooperation_receipts (district, org, received_at)`,
	}},
	// Signatures go on in the table that all approvals share; order_signatures keeps what it has.
	{Version: 605, Name: "shared approvals of orders", SQL: []string{
		`INSERT INTO approvals (id, district, kind, record, version, pos, extra, post, person, verdict, reason, at)
		 SELECT id, district, 'order', order_id, CAST(draft AS CHAR), 0, 0, post, person, 'agreed', '', at
		 FROM order_signatures WHERE id NOT IN (SELECT id FROM approvals)`,
	}},
	{Version: 606, Name: "several patrols of a message", SQL: []string{
		`ALTER TABLE patrols ADD COLUMN item INT NOT NULL DEFAULT 0`,
		`DROP INDEX patrols_message ON patrols`,
		`CREATE UNIQUE INDEX IF NOT EXISTS patrols_item ON patrols (district, platform, message, item)`,
	}},
	// Papers that were sent before bear no day: they are listed, and nobody is reminded of them by it.
	{Version: 607, Name: "days of receipts and of reported tasks", SQL: []string{
		`ALTER TABLE cooperation_receipts ADD COLUMN due CHAR(10) NOT NULL DEFAULT ''`,
		`ALTER TABLE order_items ADD COLUMN reported_at {time} NULL`,
	}},
}
