// Package rank orders the commands by how likely a sentence means them. It only ranks: what a sentence may write is
// decided by rules, and a caller uses the order to offer choices, or to keep silent where nothing is likely.
//
// A model is trained offline from the corpus in the repository (go run ./cmd/earmodel) and comes with the program as
// weights.bin: a multinomial logistic regression over the n-grams of one to four characters of a sentence in which
// names, numbers and days are replaced by tags (Tags), and over some features without words. Training and ranking use
// whole numbers only, so that the same corpus makes the same file everywhere. Chatter is a class of its own, from which
// all scores are counted. How it was measured, and the figures: docs/understanding.md.
package rank
