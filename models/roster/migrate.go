package roster

import "linzhangbot/models/db"

// Migrations makes the roster's tables. The account's index serves every message; ids and codes compare byte by byte.
var Migrations = []db.Migration{
	{Version: 200, Name: "roster", SQL: []string{
		`CREATE TABLE IF NOT EXISTS roster_people (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, code VARCHAR(128) NOT NULL,
		 name VARCHAR(128) NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS roster_people_code ON roster_people (district, code)`,
		`CREATE TABLE IF NOT EXISTS roster_posts (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL,
		 post VARCHAR(64) NOT NULL, role VARCHAR(32) NOT NULL, org VARCHAR(64) NOT NULL, kind VARCHAR(32) NOT NULL, linked {text} NOT NULL,
		 since {time} NOT NULL, until {time} NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS roster_posts_person ON roster_posts (district, person)`,
		`CREATE INDEX IF NOT EXISTS roster_posts_org ON roster_posts (district, org, post)`,
		`CREATE TABLE IF NOT EXISTS roster_accounts (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
		 account VARCHAR(190) NOT NULL, person VARCHAR(128) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS roster_accounts_account ON roster_accounts (district, platform, account)`,
		`CREATE INDEX IF NOT EXISTS roster_accounts_person ON roster_accounts (district, person)`,
		`CREATE TABLE IF NOT EXISTS roster_groups (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
		 chat VARCHAR(190) NOT NULL, purpose VARCHAR(16) NOT NULL, org VARCHAR(64) NOT NULL, paused BOOLEAN NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS roster_groups_chat ON roster_groups (district, platform, chat)`,
	}},
	{Version: 201, Name: "binding", SQL: []string{
		`CREATE TABLE IF NOT EXISTS roster_codes (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, person VARCHAR(128) NOT NULL,
		 digest CHAR(64) NOT NULL, issuer VARCHAR(128) NOT NULL, at {time} NOT NULL, expires {time} NOT NULL, used {time} NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS roster_codes_open ON roster_codes (district, expires)`,
		`CREATE TABLE IF NOT EXISTS roster_tries (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, platform VARCHAR(64) NOT NULL,
		 account VARCHAR(190) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE INDEX IF NOT EXISTS roster_tries_account ON roster_tries (district, platform, account, at)`,
		`CREATE TABLE IF NOT EXISTS roster_requests (id CHAR(32) NOT NULL PRIMARY KEY, district VARCHAR(64) NOT NULL, no INT NOT NULL,
		 platform VARCHAR(64) NOT NULL, account VARCHAR(190) NOT NULL, name VARCHAR(128) NOT NULL, post VARCHAR(64) NOT NULL, org VARCHAR(64) NOT NULL,
		 state VARCHAR(16) NOT NULL, at {time} NOT NULL) {table}`,
		`CREATE UNIQUE INDEX IF NOT EXISTS roster_requests_no ON roster_requests (district, no)`,
		`CREATE INDEX IF NOT EXISTS roster_requests_account ON roster_requests (district, platform, account)`,
	}},
}
