package house

import (
	"slices"
	"strings"
	"testing"
)

// regulations are the folders that exist twice, as law in models and as face in handlers. None imports another of
// its side.
var regulations = []string{"information", "supervision", "meeting", "cooperation", "assessment"}

// row says what the packages of one folder may import of ours. Three patterns stand for several folders: a trailing
// /* for any depth below, a trailing /regulation for every regulation of that side, and models/shared for every
// package below models that is not a regulation.
type row struct {
	folder string
	may    []string
}

var (
	// face is what a face may import: its own side's contract and any law, never another face nor what runs faces.
	face = []string{"handlers", "handlers/ear/frame", "bot", "models", "models/*", "web"}
	// runner is what desk, reminding and postal may import: they run the faces and know none of them.
	runner = []string{"handlers", "bot", "models", "models/shared"}
	stored = []string{"models", "models/db"}
	shared = []string{"models", "models/shared"}
)

// rows is the table of docs/architecture.md, most particular folder first.
var rows = []row{
	{"models", nil},
	{"models/db", []string{"models"}},
	{"models/chinese", nil},
	{"models/strict", nil},
	{"models/cache", nil},
	{"models/calendar", []string{"models", "models/chinese"}},
	{"models/states", []string{"models", "models/profile"}},
	{"models/sheet", []string{"models"}},
	{"models/inbox", stored},
	{"models/outbox", stored},
	{"models/audit", stored},
	{"models/media", stored},
	{"models/profile", []string{"models", "models/calendar", "models/chinese", "models/strict"}},
	{"models/naming", []string{"models", "models/profile", "models/chinese", "models/calendar"}},
	{"models/approval", shared},
	{"models/duty", shared},
	{"models/reminder", shared},
	{"models/roster", shared},
	{"models/regulation", shared},
	{"bot", nil},
	{"bot/wire", []string{"bot"}},
	{"bot/feishu/*", []string{"bot", "bot/wire", "bot/feishu"}}, // parts of a platform that not every program wants
	{"bot/*", []string{"bot", "bot/wire"}},
	{"handlers", []string{"handlers/ear/frame", "bot", "models", "models/shared"}},
	{"handlers/ear/frame", nil},
	{"handlers/ear/talk", nil},
	{"handlers/ear/words", append([]string{"handlers/ear/frame", "handlers/ear/talk"}, shared...)},
	{"handlers/ear/*", shared},
	{"handlers/ear", append([]string{"handlers/ear/*"}, shared...)},
	{"handlers/desk", append([]string{"handlers/ear/frame", "handlers/ear/talk"}, runner...)},
	{"handlers/reminding", runner},
	{"handlers/postal", runner},
	{"handlers/webchat", []string{"bot", "bot/console", "web"}}, // the console's page, without any rule
	{"handlers/handlerstest", []string{"handlers", "handlers/*", "bot", "bot/*", "models", "models/*", "scheduler", "web"}},
	{"handlers/roster", face},
	{"handlers/asking", face},
	{"handlers/delivery", face},
	{"handlers/regulation", face},
	{"scheduler", []string{"bot", "models/db", "models/outbox"}},
	{"config", []string{"models/strict"}},
	{"web", nil},
	{"cmd/*", []string{"cmd/faces", "bot", "bot/*", "handlers", "handlers/*", "models", "models/*", "scheduler", "config", "web"}},
}

// homes lists the foreign modules that have one home each, and where that is.
var homes = []row{
	{"github.com/gin-gonic/gin", []string{"handlers", "handlers/*", "cmd/*"}},
	{"gorm.io/gorm", []string{"models/*", "cmd/*"}},
	{"github.com/go-co-op/gocron/v2", []string{"scheduler", "cmd/*"}},
	{"github.com/redis/go-redis/v9", []string{"models/cache", "cmd/*"}},
	{"github.com/xuri/excelize/v2", []string{"models/sheet"}},
	{"github.com/larksuite/oapi-sdk-go/v3", []string{"bot/feishu", "bot/feishu/*"}},
}

// rowOf finds the first row for a folder; nil when it has none.
func rowOf(folder string) *row {
	i := slices.IndexFunc(rows, func(r row) bool { return within(folder, r.folder) })
	if i < 0 {
		return nil
	}
	return &rows[i]
}

// listed reports whether the list admits the target.
func listed(may []string, target string) bool {
	return slices.ContainsFunc(may, func(pattern string) bool { return within(target, pattern) })
}

// within reports whether a folder is the pattern, or one of those that the pattern stands for.
func within(folder, pattern string) bool {
	if base, deep := strings.CutSuffix(pattern, "/*"); deep {
		return strings.HasPrefix(folder, base+"/")
	}
	if base, all := strings.CutSuffix(pattern, "/regulation"); all {
		return side(folder) == base && regulationOf(folder) != ""
	}
	if pattern == "models/shared" {
		return strings.HasPrefix(folder, "models/") && regulationOf(folder) == ""
	}
	return folder == pattern
}

// siblings reports whether both are different regulations of the same side.
func siblings(from, to string) bool {
	a, b := regulationOf(from), regulationOf(to)
	return a != "" && b != "" && a != b && side(from) == side(to)
}

// regulationOf names the regulation a folder belongs to; empty for every other folder.
func regulationOf(folder string) string {
	parts := strings.Split(folder, "/")
	if len(parts) < 2 || parts[0] != "models" && parts[0] != "handlers" || !slices.Contains(regulations, parts[1]) {
		return ""
	}
	return parts[1]
}

// side is the first part of a path: models, handlers …
func side(folder string) string {
	first, _, _ := strings.Cut(folder, "/")
	return first
}

// TestEveryRowIsPlanted wants for every row a planted file that is in order and one that is caught: a row that
// another one hides, or that forbids nothing, is noticed.
func TestEveryRowIsPlanted(t *testing.T) {
	kept, caught := map[string]bool{}, map[string]bool{}
	for _, c := range plants {
		f := file{c.path, source(c.body)}
		r := rowOf(f.folder())
		if r == nil || !f.isCode() && f.folder() != r.folder {
			continue
		}
		if c.rule == "" {
			kept[r.folder] = true
		} else {
			caught[r.folder] = true
		}
	}
	for _, r := range rows {
		if !kept[r.folder] || !caught[r.folder] {
			t.Errorf("row %s: a plant in order: %v, a plant that is caught: %v", r.folder, kept[r.folder], caught[r.folder])
		}
	}
}
