package bench

import (
	"database/sql"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

// store is the database server of a run.
type store struct {
	driver string // mysql or sqlite
	dsn    func(name string) string
	words  string // what it is, for the table
	pid    int    // of a server of our own; 0 otherwise
}

// openStore takes the server that the environment names, else starts a MariaDB of its own, else uses SQLite.
func openStore(t *testing.T) store {
	t.Helper()
	if dsn := os.Getenv("LINZHANGBOT_TEST_MYSQL_DSN"); dsn != "" {
		return mysqlStore(t, dsn, 0)
	}
	os.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/usr/local/sbin")
	server, err := exec.LookPath("mariadbd")
	if err != nil {
		dir := t.TempDir()
		return store{"sqlite", func(name string) string { return filepath.Join(dir, name+".db") }, "SQLite (no mariadbd here)", 0}
	}
	return startMariaDB(t, server)
}

func mysqlStore(t *testing.T, server string, pid int) store {
	t.Helper()
	head, params, _ := strings.Cut(server, "?")
	head = strings.TrimSuffix(head, "/") + "/"
	if params != "" {
		params = "?" + params
	}
	pool, err := sql.Open("mysql", head+params)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	var version, flush string
	if err := pool.QueryRow("SELECT VERSION(), @@innodb_flush_log_at_trx_commit").Scan(&version, &flush); err != nil {
		t.Fatalf("ask server: %v", err)
	}
	dsn := func(name string) string {
		name = fmt.Sprintf("linzhangbot_bench_%s_%d", name, os.Getpid())
		if _, err := pool.Exec("CREATE DATABASE IF NOT EXISTS " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
			t.Fatalf("create database: %v", err)
		}
		t.Cleanup(func() { _, _ = pool.Exec("DROP DATABASE IF EXISTS " + name) })
		return head + name + params
	}
	return store{"mysql", dsn, version + ", innodb_flush_log_at_trx_commit=" + flush, pid}
}

// startMariaDB runs a server with its data in a temporary folder and all settings at their defaults.
func startMariaDB(t *testing.T, server string) store {
	t.Helper()
	dir, err := os.MkdirTemp("", "linzhangbot-bench")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	data, socket, port := filepath.Join(dir, "data"), filepath.Join(dir, "s"), freePort(t)
	install := exec.Command("mariadb-install-db", "--no-defaults", "--datadir="+data, "--user="+me.Username, "--skip-test-db",
		"--auth-root-authentication-method=normal")
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("prepare MariaDB: %v\n%s", err, out)
	}
	pid := start(t, exec.Command(server, "--no-defaults", "--user="+me.Username, "--datadir="+data, "--socket="+socket, "--pid-file="+filepath.Join(dir, "pid"),
		"--bind-address=127.0.0.1", "--port="+port, "--skip-name-resolve", "--character-set-server=utf8mb4", "--skip-log-bin"))
	root, err := sql.Open("mysql", "root@unix("+socket+")/")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	eventually(t, "MariaDB", root.Ping)
	password := fmt.Sprintf("p%x", time.Now().UnixNano())
	for _, s := range []string{"CREATE USER 'bench'@'127.0.0.1' IDENTIFIED BY '" + password + "'", "GRANT ALL ON *.* TO 'bench'@'127.0.0.1'"} {
		if _, err := root.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	return mysqlStore(t, "bench:"+password+"@tcp(127.0.0.1:"+port+")/", pid)
}

// start runs a command until the test ends; its complaints are shown with the test's.
func start(t *testing.T, cmd *exec.Cmd) (pid int) {
	t.Helper()
	log, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", cmd.Path, err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		gone := make(chan struct{})
		go func() { _ = cmd.Wait(); close(gone) }()
		select {
		case <-gone:
		case <-time.After(5 * time.Second):
			_ = cmd.Process.Kill()
			<-gone
		}
		_ = log.Close()
		if text, _ := os.ReadFile(log.Name()); t.Failed() && !strings.Contains(cmd.Path, "maria") {
			t.Logf("%s said: %s", filepath.Base(cmd.Path), text[max(0, len(text)-1500):])
		}
	})
	return cmd.Process.Pid
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func eventually(t *testing.T, what string, try func() error) {
	t.Helper()
	deadline, tick := time.After(60*time.Second), time.NewTicker(100*time.Millisecond)
	defer tick.Stop()
	for {
		err := try()
		if err == nil {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s does not answer: %v", what, err)
		}
	}
}

func healthy(base string) error {
	resp, err := http.Get(base + "/healthz")
	if err != nil {
		return err
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// cpu is the processor time a process has used so far; 0 where the system does not tell.
func cpu(pid int) time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond // Linux counts in hundredths of a second
}

// peak is the most memory a process ever held, in megabytes; 0 where the system does not tell.
func peak(pid int) float64 {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return float64(kb) / 1024
		}
	}
	return 0
}

// books are one side's tables of messages; the first one holds the reports.
type books struct {
	pool   *sql.DB
	clear  string
	tables []string
}

func (s store) books(t *testing.T, dsn string, tables ...string) books {
	t.Helper()
	clear := "TRUNCATE TABLE "
	if s.driver == "sqlite" {
		clear, dsn = "DELETE FROM ", "file:"+dsn+"?_pragma=busy_timeout(8000)"
	}
	pool, err := sql.Open(s.driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return books{pool, clear, tables}
}

// empty forgets all messages: each round begins with the same empty books.
func (b books) empty(t *testing.T) {
	t.Helper()
	for _, table := range b.tables {
		if _, err := b.pool.Exec(b.clear + table); err != nil {
			t.Fatal(err)
		}
	}
}

// filed is how many reports are in the books.
func (b books) filed(t *testing.T) (n int) {
	t.Helper()
	if err := b.pool.QueryRow("SELECT COUNT(*) FROM " + b.tables[0]).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// others names the replies that were no receipt, where the books say what each was.
func (b books) others(t *testing.T) (codes []string) {
	t.Helper()
	rows, err := b.pool.Query("SELECT DISTINCT code FROM inbox WHERE code <> 'report.accepted'")
	if err != nil {
		return nil
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			t.Error(err)
		}
		codes = append(codes, code)
	}
	if err := rows.Err(); err != nil {
		t.Error(err)
	}
	return codes
}
