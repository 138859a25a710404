package models

// Refusal codes, the stable codes of refusals (CONTRACT §2).
const (
	NotAllowed = "refused.not_allowed"
	SelfClose  = "refused.self_close"
	NotBound   = "refused.not_bound"
	NotFound   = "refused.not_found"
	BadInput   = "refused.bad_input"
)

// Error is a refusal meant for people: it says why (the article) and what to do instead.
// Every other error becomes “系统繁忙” and undoes everything.
type Error struct {
	Code    string  // one of the refusal codes, or a code of its own such as report.secret
	Message string  // Chinese, one short sentence: what is refused and why
	Next    string  // Chinese, what to do instead
	Article Article // may be empty
}

func (e *Error) Error() string { return e.Code + ": " + e.Message }

// Refuse makes a refusal.
func Refuse(code, message, next string, article Article) *Error {
	return &Error{Code: code, Message: message, Next: next, Article: article}
}
