// Package naming knows what people call things: organisations, numbers of records, days. Codes out, words in, and back.
//
// It serves whoever reads or writes names:
//
//   - one organisation that a word names (a slot, a cell, an answer): Org, by any of its names or its code;
//   - the organisations in a sentence, in its order and with their places: OrgsIn, for joint work, minutes, rows of
//     responsible organisations (中北镇、精武镇和大寺镇) and invitations; Everyone for 各街镇, 各协作单位;
//   - the one organisation that words for a post begin with, and the words left of it: OrgIn;
//   - codes of a record, for a card: Orgs, in the order of protocol: Ordered; one that may be gone: OrgOf;
//   - a record's number in a sentence: Find for one kind, Numbers for all; what somebody answered or wrote where a
//     number belongs (3, 信3号, 十二号, 第3期, 上一条): ParseNumber; the records it may mean: Candidates;
//   - days and hours for a card: Day, Moment, Clock.
//
// Words that several organisations share are asked about elsewhere and never guessed here.
package naming
