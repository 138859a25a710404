package rank

// The classes of the model that LoadOrders loads, beside Chatter.
const (
	Order = "order" // it orders a deed, and lacks nothing
	Ask   = "ask"   // it orders one, and something is missing or unclear
	Open  = "open"  // it orders one, and lacks what a rule finds
)

// Train makes the weights' file of a corpus: a multinomial logistic regression in fixed point. The same lines in the
// same order make the same bytes on every machine.
func Train(lines []Line) []byte {
	m, entries := learn(lines)
	return m.bytes(entries)
}

// Orders are the lines from which orders are told from talk and from orders that lack something: all but questions.
func Orders(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		switch {
		case l.Intent == Chatter:
		case l.Asks && l.Writes:
			l.Intent = Ask
		case l.Open:
			l.Intent = Open
		case l.Writes:
			l.Intent = Order
		default:
			continue
		}
		out = append(out, l)
	}
	return out
}
