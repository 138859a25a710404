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
		own := r.Actor.Codes()
		if r.Args.Intent != "report.submit" || len(own) == 0 {
			continue
		}
		messages = append(messages, information.MessageKey{Platform: r.Event.Platform, Message: r.Event.ID})
		for _, code := range own {
			if from := information.Since(r.Laws(), code, r.Now, r.Now, r.Days); from.Before(since) {
				since = from
			}
			if !asked[code] {
				asked[code] = true
				orgs = append(orgs, code)
			}
		}
	}
	if len(messages) < 2 {
		return nil
	}
	return information.Ahead(list[0].Tx, orgs, since, messages)
}
