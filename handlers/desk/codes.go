package desk

// Codes are those the desk itself says, beside the commands' own.
var Codes = []string{"ask.which", "ask.choose", "ask.preview", "ask.cancelled", "ask.none", "ask.expired",
	"greeting.answered", "not_understood", "not_open", "system.busy", "delivery.failed",
	"refused.not_allowed", "refused.not_bound", "refused.not_found", "refused.bad_input", "report.secret", "duty.budget"}
