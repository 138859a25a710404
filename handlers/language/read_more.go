package language

// The readers of free words, which stand in files of their own.
func init() {
	readers["speaker"] = readSpeaker
}
