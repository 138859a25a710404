package words

// The readers of free words stand in files of their own.
func init() {
	readers["speaker"], readers["introduced"] = readSpeaker, readIntroduced
	readers["score"], readers["points"], readers["indicator"] = readScore, readPoints, readIndicator
	readers["reports"], readers["why taken back"], readers["board place"] = readRef, readTakenBack, readBoardPlace
}
