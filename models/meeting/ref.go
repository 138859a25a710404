package meeting

import (
	"linzhangbot/models/naming"
	"linzhangbot/models/profile"
)

// Ref is a record's number as somebody wrote it.
type Ref struct {
	Year    int // 0: not said
	N       int
	Version int // 第2稿; 0: not said
	End     int // byte in the text behind what was read
}

// ParseRef finds a number of a kind (meeting, resolution) in a text. The text should be as typed.
func ParseRef(p *profile.Profile, kind, text string) (ref Ref, ok bool) {
	n, ok := naming.Find(p, kind, text)
	return Ref{n.Year, n.N, n.Version, n.End}, ok
}

// Numbers are the full numbers a reference may mean.
func (r Ref) Numbers(p *profile.Profile, kind string, year int) []string {
	return naming.Number{Kind: kind, Year: r.Year, N: r.N}.Candidates(p, year)
}
