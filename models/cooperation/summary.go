package cooperation

import (
	"context"
	"time"

	"linzhangbot/models"
	"linzhangbot/models/db"
	"linzhangbot/models/duty"
	"linzhangbot/models/profile"
)

// FactSummary is the name under which duties count summaries.
const FactSummary = "summary"

// State is where a summary or a patrol stands. Records are never deleted.
type State string

// The states of what is filed.
const (
	Filed     State = "filed"     // 已报送, 已登记
	Withdrawn State = "withdrawn" // 已撤回
)

// Summary is one organisation's written summary with its next plan for one period (第十条). There is one for each
// organisation and period; a better one replaces it as a new version, with the former words in the history.
type Summary struct {
	ID       string `gorm:"primaryKey"`
	District string
	Number   string // 总结〔2026〕1号
	Year, N  int
	Org      string
	Person   string // who handed it in
	Period   string // key of the period it counts for: 2026H2
	Month    string // last month of that period, YYYY-MM: it counts there even when the cadence changes
	Said     string // key of the period as it was said: 2026 for a summary of the whole year
	Body     string
	Plan     string // 下一步工作安排
	Media    string // JSON list of attachments; empty for none
	Late     bool
	State    State
	Platform string
	Message  string
	Version  int
	At       time.Time
}

// TableName is summaries.
func (Summary) TableName() string { return "summaries" }

// FileSummary keeps a new summary; taken is true when one of this organisation and period is there already.
func FileSummary(tx *db.Tx, s *Summary) (taken bool, err error) {
	s.ID, s.State, s.Version, s.At = tx.NewID(), Filed, 1, s.At.UTC()
	return db.Create(tx, s, "file summary")
}

// SaveSummary writes a changed summary, unless somebody was faster.
func SaveSummary(tx *db.Tx, s *Summary) error {
	s.At = s.At.UTC()
	return db.Swap(tx.DB(), s, s.ID, "version", &s.Version, "person", "said", "body", "plan", "media", "late", "state",
		"platform", "message", "at")
}

// SummaryFilter selects summaries. Empty fields do not restrict.
type SummaryFilter struct {
	Org, Period       string
	Platform, Message string
	State             State
}

// Summaries lists summaries, oldest first.
func Summaries(tx *db.Tx, f SummaryFilter) ([]Summary, error) {
	q := db.Equal(tx.DB().Order("year, n"), map[string]string{"org": f.Org, "period": f.Period, "platform": f.Platform,
		"message": f.Message, "state": string(f.State)})
	return db.List[Summary](q, "list summaries")
}

// SummaryOf finds an organisation's summary of a period, withdrawn ones included.
func SummaryOf(tx *db.Tx, org, period string) (Summary, bool, error) {
	return db.One[Summary](tx.DB().Where("org = ? AND period = ?", org, period), "find summary")
}

// SummaryFacts brings every summary that counts in [from, to), in one query.
func SummaryFacts(_ context.Context, tx *db.Tx, from, to time.Time) ([]duty.Fact, error) {
	rows, err := db.List[Summary](tx.DB().Select("district", "org", "number", "month", "said", "at").
		Where("month >= ? AND month <= ?", from.Format("2006-01"), to.Add(-time.Millisecond).Format("2006-01")).
		Where("state = ?", Filed).Order("at, year, n"), "count summaries")
	if err != nil {
		return nil, err
	}
	out := make([]duty.Fact, 0, len(rows))
	for _, s := range rows {
		title := "工作总结和下一步工作安排"
		if p, ok := models.ParsePeriod(s.Said, from.Location()); ok {
			title = p.Title() + title
		}
		out = append(out, duty.Fact{What: FactSummary, Org: s.Org, At: s.At.In(from.Location()), Period: s.Month,
			Ref: s.Number, Title: title})
	}
	return out, nil
}

// SummaryDuty is the duty of summaries for an organisation in its period that holds at (第十条: the cadence is data), by
// the version of the rules that held when that period began.
func SummaryDuty(laws *profile.Set, org string, at time.Time, days duty.Days) (duty.Instance, bool) {
	for _, i := range duty.Counting(laws, at, days) {
		o, known := i.Law.Org(org)
		if known && i.Rule.What == FactSummary && i.Rule.Who.Post == "" && i.Rule.Who.Selects(o) {
			return i, true
		}
	}
	return duty.Instance{}, false
}

// CountsFor is the period of the cadence that a summary of the said period belongs to: one of the whole year closes
// the period that ends the year.
func CountsFor(said models.Period, every models.Every) models.Period {
	return models.PeriodOf(every, said.Last())
}
