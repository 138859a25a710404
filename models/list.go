package models

// Find is the first of a list that fits.
func Find[T any](list []T, fits func(T) bool) (found T, ok bool) {
	for _, x := range list {
		if fits(x) {
			return x, true
		}
	}
	return found, false
}

// Each is one text of every member of a list, in its order.
func Each[T any](list []T, text func(T) string) []string {
	var out []string
	for _, x := range list {
		out = append(out, text(x))
	}
	return out
}

// Unique is a list without what stands in it already, in its order.
func Unique(list []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, one := range list {
		if !seen[one] {
			seen[one] = true
			out = append(out, one)
		}
	}
	return out
}
