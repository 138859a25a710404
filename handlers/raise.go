package handlers

import (
	"context"
	"time"
)

// RaiseIssue is a problem that another regulation puts on the problem list (督查制度 第四条): found on a patrol, left
// open by a meeting or by a 总林长令.
type RaiseIssue struct {
	Source   string    // key of the profile's issue source: patrol, meeting, order
	Ref      string    // number of the record it comes from
	Text     string    // what is wrong
	Place    string    // where; may be empty
	Org      string    // code of the organisation that must act
	Assist   []string  // codes of those that help
	Deadline time.Time // the zero value: the profile's default
}

// Raise puts a problem on the list, in this transaction, through the module that keeps it. open is false when the
// program has none.
func (r *Request) Raise(ctx context.Context, i RaiseIssue) (number string, open bool, err error) {
	for _, m := range r.House.Modules {
		if m.Raise != nil {
			number, err = m.Raise(ctx, r, i)
			return number, true, err
		}
	}
	return "", false, nil
}
