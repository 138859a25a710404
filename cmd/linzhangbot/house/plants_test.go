package house

// The names of the rules, as violations carry them.
const (
	ruleTable    = "the table of imports"
	ruleConfig   = "config is read by cmd only"
	ruleSiblings = "regulations do not import each other"
	ruleHelp     = "test helpers stay in tests"
	ruleHome     = "a foreign module has one home"
	ruleClock    = "the clock is read in cmd only"
	ruleRow      = "every folder has its row"
)

// plants are files that keep or break the rules: an empty rule means that the file is in order.
var plants = []struct {
	name, path, body, rule string
}{
	{"the shared words import nothing", "models/models.go", "linzhangbot/models/db", ruleTable},
	{"the cache stands alone", "models/cache/cache.go", "linzhangbot/models", ruleTable},
	{"the cache may speak Redis", "models/cache/redis.go", "github.com/redis/go-redis/v9", ""},
	{"the database knows no queue", "models/db/db.go", "linzhangbot/models/outbox", ruleTable},
	{"the calendar knows no database", "models/calendar/days.go", "linzhangbot/models/db", ruleTable},
	{"the inbox knows no roster", "models/inbox/inbox.go", "linzhangbot/models/roster", ruleTable},
	{"the outbox takes a transaction", "models/outbox/put.go", "linzhangbot/models linzhangbot/models/db", ""},
	{"the outbox decodes no card", "models/outbox/put.go", "linzhangbot/bot", ruleTable},
	{"the audit knows no regulation", "models/audit/audit.go", "linzhangbot/models/meeting", ruleTable},
	{"a profile touches no database", "models/profile/parse.go", "linzhangbot/models/db", ruleTable},
	{"a law uses what is shared", "models/meeting/plan.go", "linzhangbot/models linzhangbot/models/duty linzhangbot/models/db", ""},
	{"a law knows no sibling", "models/meeting/plan.go", "linzhangbot/models/supervision", ruleSiblings},
	{"a law's test knows no sibling", "models/meeting/plan_test.go", "linzhangbot/models/supervision", ruleSiblings},
	{"a law knows no card", "models/meeting/plan.go", "linzhangbot/bot", ruleTable},
	{"duties know no regulation", "models/duty/stand.go", "linzhangbot/models/information", ruleTable},
	{"platforms' common words import nothing", "bot/card.go", "linzhangbot/models", ruleTable},
	{"a platform knows the common words", "bot/wecom/send.go", "linzhangbot/bot", ""},
	{"a platform knows no model", "bot/feishu/send.go", "linzhangbot/bot linzhangbot/models", ruleTable},
	{"a platform knows no other", "bot/feishu/send.go", "linzhangbot/bot/wecom", ruleTable},
	{"a part of a platform knows the platform", "bot/feishu/longconn/listen.go", "linzhangbot/bot/feishu github.com/larksuite/oapi-sdk-go/v3/ws", ""},
	{"the console is a platform too", "bot/console/console.go", "linzhangbot/handlers", ruleTable},
	{"the platform suite is for tests", "bot/wecom/send.go", "linzhangbot/bot/bottest", ruleHelp},
	{"the platform suite in a test", "bot/wecom/send_test.go", "linzhangbot/bot linzhangbot/bot/bottest", ""},
	{"a database for tests is for tests", "handlers/desk.go", "linzhangbot/models/dbtest", ruleHelp},
	{"a test helper needs no row", "web/webtest/page.go", "linzhangbot/web", ""},
	{"a test helper may use another", "handlers/handlerstest/desk.go", "linzhangbot/models/dbtest linzhangbot/handlers", ""},
	{"the desk uses what is shared", "handlers/desk.go", "linzhangbot/bot linzhangbot/models/inbox linzhangbot/web linzhangbot/handlers/language", ""},
	{"the desk knows no law", "handlers/desk.go", "linzhangbot/models/information", ruleTable},
	{"the desk knows no face", "handlers/desk.go", "linzhangbot/handlers/information", ruleTable},
	{"the desk knows no clockwork", "handlers/desk.go", "linzhangbot/scheduler", ruleTable},
	{"the ear knows no desk", "handlers/language/understand.go", "linzhangbot/handlers", ruleTable},
	{"the web chat shows the console", "handlers/webchat/page.go", "linzhangbot/bot/console linzhangbot/web", ""},
	{"the web chat knows no regulation", "handlers/webchat/page.go", "linzhangbot/models/meeting", ruleTable},
	{"a face uses every law", "handlers/meeting/cards.go", "linzhangbot/handlers linzhangbot/models/supervision linzhangbot/handlers/language", ""},
	{"a face knows no sibling", "handlers/meeting/cards.go", "linzhangbot/handlers/supervision", ruleSiblings},
	{"a face knows no clockwork", "handlers/meeting/module.go", "linzhangbot/scheduler", ruleTable},
	{"a face reads no settings", "handlers/meeting/module.go", "linzhangbot/config", ruleConfig},
	{"a face's test reads no settings", "handlers/meeting/module_test.go", "linzhangbot/config", ruleConfig},
	{"the clockwork carries parcels", "scheduler/dispatch.go", "linzhangbot/bot linzhangbot/models/db linzhangbot/models/outbox", ""},
	{"the clockwork is blind", "scheduler/dispatch.go", "linzhangbot/models/duty", ruleTable},
	{"settings stand alone", "config/config.go", "linzhangbot/models/profile", ruleTable},
	{"looks stand alone", "web/page.go", "linzhangbot/models", ruleTable},
	{"settings use the strict reader", "config/load.go", "linzhangbot/models/strict", ""},
	{"wiring sees all", "cmd/linzhangbot/main.go", "linzhangbot/config linzhangbot/handlers/meeting linzhangbot/scheduler github.com/gin-gonic/gin", ""},
	{"wiring uses no test helper", "cmd/linzhangbot/main.go", "linzhangbot/bot/bottest", ruleHelp},
	{"a new folder needs a row", "util/strings.go", "strings", ruleRow},
	{"gin stays with the pages", "models/duty/stand.go", "github.com/gin-gonic/gin", ruleHome},
	{"gorm stays with the models", "handlers/desk.go", "gorm.io/gorm/clause", ruleHome},
	{"cron stays with the scheduler", "handlers/remind.go", "github.com/go-co-op/gocron/v2", ruleHome},
	{"Redis stays with the cache", "models/outbox/put.go", "github.com/redis/go-redis/v9", ruleHome},
	{"Feishu's library stays with Feishu", "bot/wecom/send.go", "github.com/larksuite/oapi-sdk-go/v3/ws", ruleHome},
	{"a test may use a foreign module", "handlers/desk_test.go", "github.com/redis/go-redis/v9", ""},
	{"no clock in a law", "models/duty/stand.go", "package duty\n\nimport \"time\"\n\nvar now = time.Now()\n", ruleClock},
	{"no clock by another name", "handlers/desk.go", "package handlers\n\nimport clock \"time\"\n\nvar now = clock.Now\n", ruleClock},
	{"no clock through the back door", "scheduler/run.go", "package scheduler\n\nimport \"time\"\n\nvar d = time.Since(time.Time{})\n", ruleClock},
	{"the clock is wired in cmd", "cmd/linzhangbot/main.go", "package main\n\nimport \"time\"\n\nvar now = time.Now\n", ""},
	{"a test may look at the clock", "models/duty/stand_test.go", "package duty\n\nimport \"time\"\n\nvar now = time.Now()\n", ""},
	{"a fake server may have a clock", "bot/wecom/wecomtest/server.go", "package wecomtest\n\nimport \"time\"\n\nvar now = time.Now\n", ""},
	{"a mention in a comment is no use", "models/duty/stand.go", "package duty\n\n// time.Now is not called here.\nvar zero int\n", ""},
}
