package information

import (
	"linzhangbot/handlers"
	"linzhangbot/models/information"
)

// ahead reads what the new reports of a batch are held against, in three queries for all of them.
func ahead(list []*handlers.Request) error {
	var orgs []string
	var messages []information.MessageKey
	since := list[0].Now
	asked := map[string]bool{}
	for _, r := range list {
		org, ok := r.Profile.Org(r.Actor.Org.Code)
		if r.Args.Intent != "report.submit" || !ok {
			continue
		}
		messages = append(messages, information.MessageKey{Platform: r.Event.Platform, Message: r.Event.ID})
		if from := information.Since(r.Laws(), org.Code, r.Now, r.Now, r.Days); from.Before(since) {
			since = from
		}
		if !asked[org.Code] {
			asked[org.Code] = true
			orgs = append(orgs, org.Code)
		}
	}
	if len(messages) < 2 {
		return nil
	}
	return information.Ahead(list[0].Tx, orgs, since, messages)
}
