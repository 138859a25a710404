package roster

import (
	"context"
	"fmt"
	"strings"

	"linzhangbot/handlers"
	"linzhangbot/models"
	people "linzhangbot/models/roster"
)

// packet is what a successor must know of the seat: what is owed now and what waits. Records name organisations and
// posts, so nothing has to be moved for it.
func packet(ctx context.Context, r *handlers.Request, s seat, to people.Person) (string, error) {
	lines, err := owes(ctx, r, s, to)
	if err != nil {
		return "", err
	}
	// every regulation is asked what waits as if the successor asked himself
	as := &handlers.Request{Tx: r.Tx, Now: r.Now, Event: r.Event, Profile: r.Profile, Days: r.Days, Deployment: r.Deployment,
		Actor: models.Actor{Bound: true, Person: to.Code, Name: to.Name, Org: s.org, Roles: []models.Role{s.post.Role}}}
	waits, err := r.Deployment.Todo(ctx, as)
	if err != nil {
		return "", err
	}
	if lines = append(lines, waits...); len(lines) == 0 {
		return "目前没有没办完的事。", nil
	}
	return "没办完的事：\n" + strings.Join(lines, "\n"), nil
}

// owes lists the open duties of the seat's organisation, or of the holder himself where a duty is a post's.
func owes(ctx context.Context, r *handlers.Request, s seat, to people.Person) ([]string, error) {
	standings, err := r.Deployment.Standings(ctx, r.Tx, r.Profile, r.Profile.Duties, r.Now)
	if err != nil {
		return nil, fmt.Errorf("ask what the seat owes: %w", err)
	}
	var out []string
	for _, st := range standings {
		his := st.Subject.Person == to.Code
		if st.Subject.Person == "" {
			his = st.Subject.Org == s.org.Code && s.org.Code != ""
		}
		if !his || !st.Open() {
			continue
		}
		line := fmt.Sprintf("%s：已完成%d/%d%s", st.Rule.Title, st.Have, st.Want, st.Rule.Unit)
		if !st.Rule.Watch {
			line += "，" + st.Due.Format("1月2日") + "截止"
		}
		out = append(out, line+"（"+string(st.Rule.Article)+"）")
	}
	return out, nil
}
