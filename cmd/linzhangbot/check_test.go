package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEveryMistakeHasItsLine: nothing is named twice, and each of a driver's mistakes stands at its place.
func TestEveryMistakeHasItsLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bad.yaml")
	text := "listen: 127.0.0.1:8080\ndatabase: {driver: sqlite, dsn: x.db}\ndistricts: [xiqing, nowhere]\nplatforms:\n  - name: f1\n    kind: feishu\n    district: xiqing\n    app_id: \"\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, p := range read(file, func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }).problems {
		if p.Line == 0 || strings.Contains(p.Text, "\n") || p.File != file {
			t.Errorf("no place: %+v", p)
		}
		for _, word := range []string{"nowhere", "app_id", "app_secret", "verification_token"} {
			if strings.Contains(p.Text, word) {
				said[word]++
			}
		}
	}
	for _, word := range []string{"nowhere", "app_id", "app_secret", "verification_token"} {
		if said[word] != 1 {
			t.Errorf("%s is named %d times", word, said[word])
		}
	}
}

// versions are three changes of the sample district's rules within a year.
const versions = `---
version: 2026年3月修订
effective: 2026-03-01
change: {duties: {town-monthly-information: {at_least: 1}}}
---
version: 2026年9月修订
effective: 2026-09-01
change: {duties: {town-monthly-information: {at_least: 2}}, budget: {per_month: 6}}
---
version: 2026年11月修订
effective: 2026-11-16
drop: {duties: [town-board-current]}
change:
  duties: {unit-halfyear-summary: {every: quarter}}
  assessment: {groups: {running: {indicators: {boards: {by: hand, duty: ""}}}}}
`

// TestCheckExplainsAYear: what each version of a year changes is said, each from its day on.
func TestCheckExplainsAYear(t *testing.T) {
	base, err := os.ReadFile(filepath.Join("..", "..", "config", "districts", "xiqing.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	district, settings := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "c.yaml")
	text := "listen: 127.0.0.1:8080\ndatabase: {driver: sqlite, dsn: x.db}\ndistricts: [" + district + "]\n"
	for file, text := range map[string]string{district: string(base) + versions, settings: text} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in := read(settings, func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) })
	for _, p := range in.problems {
		if p.File == district {
			t.Error(p)
		}
	}
	var out strings.Builder
	in.explain(&out)
	want := `西青区的规则有4个版本；已经开始的周期仍按原来的规则算：
  自2026-03-01起：每月报送工作情况 至少2条→1条
  自2026-09-01起：每月报送工作情况 至少1条→2条
  自2026-09-01起：提醒次数 每月最多几天 8→6
  自2026-11-16起：书面报送工作总结和下一步工作安排 周期 每半年→每季度（从2027年第一季度算起）
  自2026-11-16起：不再有义务“公示牌信息与现任林长一致”
  自2026-11-16起：考核方案 指标类“体系建设和实施运行情况” 指标“公示牌” 计分办法 duty→hand
  自2026-11-16起：考核方案 指标类“体系建设和实施运行情况” 指标“公示牌” 对应义务 town-board-current→无
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
}
