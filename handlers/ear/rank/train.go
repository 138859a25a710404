package rank

// Train makes the weights' file of a corpus: a multinomial logistic regression in fixed point. The same lines in the
// same order make the same bytes on every machine. The margins are found on lines that had been put aside.
func Train(lines []Line) []byte {
	m, entries := learn(lines)
	m.margins = Measure(lines, InBlocks).Margins
	return m.bytes(entries)
}
