package ear

import "linzhangbot/handlers/ear/frame"

// nothing is what a sentence means that orders and asks nothing.
func nothing() frame.Meaning {
	return frame.Meaning{Intent: frame.Unknown, Slots: map[string]any{}, Expect: frame.OK}
}
