package rank

// Order is the class of lines that order a deed and lack nothing, in the model that LoadOrders loads.
const Order = "order"

// Train makes the weights' file of a corpus: a multinomial logistic regression in fixed point. The same lines in the
// same order make the same bytes on every machine.
func Train(lines []Line) []byte {
	m, entries := learn(lines)
	return m.bytes(entries)
}

// Orders are the lines from which orders are told from talk: what orders a deed and lacks nothing, and all the rest that
// is no question to the bot.
func Orders(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		switch {
		case l.Intent == Chatter || l.Asks && l.Writes:
			l.Intent = Chatter
		case l.Writes:
			l.Intent = Order
		default:
			continue
		}
		out = append(out, l)
	}
	return out
}
