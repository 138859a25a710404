package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
)

// isolationName asks a server how it calls its isolation setting: MySQL 8 knows only transaction_isolation, MariaDB
// before 11 only tx_isolation. A setting of the other name would refuse every connection.
func isolationName(ctx context.Context, dsn string) (string, error) {
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		return "", fmt.Errorf("read database dsn: %w", err)
	}
	if c.Timeout == 0 {
		c.Timeout = 5 * time.Second
	}
	connector, err := mysql.NewConnector(c)
	if err != nil {
		return "", fmt.Errorf("read database dsn: %w", err)
	}
	pool := sql.OpenDB(connector)
	defer func() { _ = pool.Close() }()
	var name, value string
	row := pool.QueryRowContext(ctx, "SHOW VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')")
	if err := row.Scan(&name, &value); err != nil {
		return "", fmt.Errorf("ask server for its isolation setting: %w", err)
	}
	return strings.ToLower(name), nil
}

func mysqlDSN(dsn, isolation string) (string, error) {
	c, err := mysql.ParseDSN(dsn)
	if err != nil {
		return "", fmt.Errorf("read database dsn: %w", err)
	}
	c.ParseTime, c.Loc, c.InterpolateParams, c.ClientFoundRows = true, time.UTC, true, true
	c.Collation = "utf8mb4_bin"
	if c.Timeout == 0 {
		c.Timeout = 5 * time.Second
	}
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	c.Params["time_zone"] = "'+00:00'"
	c.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'"
	c.Params[isolation] = "'READ-COMMITTED'"
	return c.FormatDSN(), nil
}

// checkServer makes sure the server took the settings: without them text is cut and times move silently.
func (d *DB) checkServer(ctx context.Context, pool *sql.DB) error {
	if d.dialect != MySQL {
		return nil
	}
	var mode, charset, zone, isolation string
	row := pool.QueryRowContext(ctx, "SELECT @@session.sql_mode, @@session.character_set_connection, @@session.time_zone, @@session."+d.isolation)
	if err := row.Scan(&mode, &charset, &zone, &isolation); err != nil {
		return fmt.Errorf("ask server settings: %w", err)
	}
	var wrong []string
	if !strings.Contains(mode, "STRICT_ALL_TABLES") {
		wrong = append(wrong, "sql_mode is not strict: "+mode)
	}
	if charset != "utf8mb4" {
		wrong = append(wrong, "character set is "+charset+", want utf8mb4")
	}
	if zone != "+00:00" {
		wrong = append(wrong, "time zone is "+zone+", want +00:00")
	}
	if isolation != "READ-COMMITTED" {
		wrong = append(wrong, "isolation is "+isolation+", want READ-COMMITTED")
	}
	if len(wrong) > 0 {
		return fmt.Errorf("database server settings: %s", strings.Join(wrong, "; "))
	}
	return nil
}
