// Package words takes a sentence apart: it finds the district's names, numbers and days in it, the words and phrases
// that frames listen for, and reads the slots that they name. It knows no command, and does not decide what a sentence
// means.
package words
