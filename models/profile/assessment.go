package profile

import "linzhangbot/models"

// Assessment is the yearly scheme that the office sets (考核制度 第六条): what counts, how much, how it is scored.
type Assessment struct {
	Title   string           `yaml:"title"`
	Article models.Article   `yaml:"article"`
	Who     Who              `yaml:"who"`     // the organisations assessed
	Total   float64          `yaml:"total"`   // sum of the weights of all indicators that are no bonus
	Missing string           `yaml:"missing"` // ratio: items that do not apply are left out and the rest scaled up; empty: they count zero
	Groups  []IndicatorGroup `yaml:"groups"`  // 考核制度 第四条
	Grades  []Grade          `yaml:"grades"`  // best first; empty: no grades
	Pass    float64          `yaml:"pass"`    // below it a town has failed; 0: no line
	Approve []string         `yaml:"approve"` // post keys that must all approve before anything is published
	Talk    string           `yaml:"talk"`    // post key of whoever talks to a town that failed
	SetBy   string           `yaml:"set_by"`
}

// IndicatorGroup is one of the groups of 考核制度 第四条.
type IndicatorGroup struct {
	Key        string         `yaml:"key"`
	Name       string         `yaml:"name"`
	Article    models.Article `yaml:"article"`
	Indicators []Indicator    `yaml:"indicators"`
}

// The ways an indicator can be scored.
const (
	ByDuty   = "duty"   // share of the year's periods in which a duty was met
	ByFact   = "fact"   // a share or amount that a regulation counts by itself, against Goal if that is set
	ByTarget = "target" // a value that the office enters, against Goal
	ByDeduct = "deduct" // Weight less Per for each case, at most Cap
	ByAdd    = "add"    // Per for each case, at most Cap
	ByHand   = "hand"   // the office's judgement
)

// Indicator is one line of the score sheet.
type Indicator struct {
	Key      string  `yaml:"key"`
	Name     string  `yaml:"name"`
	Weight   float64 `yaml:"weight"`   // most points it can give
	By       string  `yaml:"by"`       // duty, fact, target, deduct, add, hand
	Duty     string  `yaml:"duty"`     // id of the duty, with by: duty
	Fact     string  `yaml:"fact"`     // name of the fact, with by: fact
	Goal     float64 `yaml:"goal"`     // value that earns the full weight
	Per      float64 `yaml:"per"`      // points for each case
	Cap      float64 `yaml:"cap"`      // most points taken or given
	Bonus    bool    `yaml:"bonus"`    // on top of the total
	Veto     bool    `yaml:"veto"`     // 一票否决: any case fails the year
	Standard string  `yaml:"standard"` // the scoring standard in words
	Method   string  `yaml:"method"`   // 现场检查, 查阅台账
}

// Grade is the name of a result from a score on.
type Grade struct {
	Name string  `yaml:"name"`
	From float64 `yaml:"from"`
}
