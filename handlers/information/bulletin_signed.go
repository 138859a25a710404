package information

import (
	"strings"
	"time"

	"linzhangbot/handlers"
	"linzhangbot/models"
	"linzhangbot/models/information"
	"linzhangbot/models/profile"
	"linzhangbot/models/roster"
)

// notYet refuses what a bulletin is not ready for, and says what comes first.
func notYet(r *handlers.Request, kind profile.Bulletin, b information.Bulletin, to information.Stage) *models.Error {
	verb := strings.TrimPrefix(to.Name(), "已")
	first := map[information.Stage]string{
		information.Drafted:  "请" + postTitle(r.Profile, kind.Reviewer) + "先发“审核" + spoken(r, kind, b) + "”。",
		information.Reviewed: "请" + postTitle(r.Profile, kind.Signer) + "先发“签发" + spoken(r, kind, b) + "”。",
		information.Signed:   "请" + models.TheOfficeFull + "先发“印发" + spoken(r, kind, b) + "”。",
		information.SentBack: "请" + models.TheOfficeFull + "改好后先发“送审" + spoken(r, kind, b) + "”。",
	}[b.State]
	if b.State == information.Drafted && kind.Reviewer == kind.Signer {
		first = "请" + postTitle(r.Profile, kind.Signer) + "先发“签发" + spoken(r, kind, b) + "”。"
	}
	return models.Refuse(models.BadInput, called(kind, b)+b.State.Name()+"，还不能"+verb+"。", first, kind.Article)
}

// signatures names who reviewed, signed and issued a bulletin, and when it was signed and issued.
func signatures(r *handlers.Request, kind profile.Bulletin, b information.Bulletin) string {
	var out []string
	for _, x := range []struct{ verb, post, person, day string }{
		{"审核", kind.Reviewer, b.ReviewedBy, ""},
		{"签发", kind.Signer, b.SignedBy, dayOf(r, b.SignedAt)},
		{"印发", "", b.IssuedBy, dayOf(r, b.IssuedAt)},
	} {
		if x.person != "" {
			out = append(out, strings.TrimSpace(x.verb+"："+holderName(r, x.post, x.person)+" "+x.day))
		}
	}
	return strings.Join(out, "；")
}

func dayOf(r *handlers.Request, at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.In(r.Now.Location()).Format("1月2日")
}

// holderName names a person as the holder of a post, by the name he has now.
func holderName(r *handlers.Request, post, code string) string {
	p, ok, err := roster.PersonOf(r.Tx, code)
	switch {
	case err != nil || !ok:
		return postTitle(r.Profile, post)
	case post == "":
		return p.Name
	}
	return roster.Called(r.Profile, roster.Holder{Person: code, Name: p.Name, Post: post})
}
