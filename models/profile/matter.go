package profile

import (
	"slices"

	"linzhangbot/models"
)

// Matter is something an article is asked about: the article behind a command, a refusal or a card. Which article
// that is says the profile; every district has its own regulations.
type Matter string

// The matters; the articles beside them are those of 西青区.
const (
	MatterDisclosure Matter = "disclosure" // what is made public: 信息制度 第四条
	MatterBoard      Matter = "board"      // the boards in the woods: 信息制度 第七条
	MatterQuota      Matter = "quota"      // how much must be reported: 信息制度 第九条
	MatterBulletin   Matter = "bulletin"   // bulletins and who gets them: 信息制度 第十条
	MatterQuality    Matter = "quality"    // what a good report is like: 信息制度 第十一条

	MatterInspection    Matter = "inspection"    // kinds of inspections: 督查制度 第六条
	MatterRectification Matter = "rectification" // rectification within the time limit: 督查制度 第七条
	MatterIssueList     Matter = "issue-list"    // the problem list and its 销号: 督查制度 第八条

	MatterMeeting     Matter = "meeting"      // meetings, their minutes and resolutions: 会议制度 第二条
	MatterMeetingPlan Matter = "meeting-plan" // plans of meetings: 会议制度 第三条、第四条、第五条

	MatterPatrol   Matter = "patrol"   // patrols of chiefs: 协作会商制度 第五条
	MatterMembers  Matter = "members"  // who speaks for a unit: 协作会商制度 第六条
	MatterActivity Matter = "activity" // joint activities: 协作会商制度 第八条
	MatterShare    Matter = "share"    // what is shared among units: 协作会商制度 第九条
	MatterSummary  Matter = "summary"  // summaries of units: 协作会商制度 第十条
	MatterOrder    Matter = "order"    // 总林长令 and their tasks: 督查制度 第四条（二）
)

var matters = []Matter{
	MatterDisclosure, MatterBoard, MatterQuota, MatterBulletin, MatterQuality,
	MatterInspection, MatterRectification, MatterIssueList,
	MatterMeeting, MatterMeetingPlan,
	MatterPatrol, MatterMembers, MatterActivity, MatterShare, MatterSummary, MatterOrder,
}

// Article stands in a text for the article behind the matter, until Words puts the district's own in its place.
func (m Matter) Article() models.Article { return models.Article("‹article:" + string(m) + "›") }

// Article is the article behind a matter; empty when the profile names none.
func (p *Profile) Article(m Matter) models.Article { return p.Articles[m] }

// articles checks the articles behind matters. Where the profile holds regulations, theirs are the only ones.
func (c *checker) articles() {
	for m, a := range c.p.Articles {
		at := "articles." + string(m)
		if !slices.Contains(matters, m) {
			c.wrong(at, "不认识 %s", m)
		}
		name, _, cited := cutArticle(a)
		known := func(r Regulation) bool { return r.Name == name }
		switch {
		case !cited:
			c.wrong(at, "条款 %s 应当写成 信息制度 第九条 的样子", a)
		case len(c.p.Regulations) > 0 && !slices.ContainsFunc(c.p.Regulations, known):
			c.wrong(at, "没有 %s 这项制度", name)
		default:
			c.article(at, a)
		}
	}
}
