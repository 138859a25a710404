package language

// Longest is the longest text, in characters, that is read at all. What is longer deserves another answer than
// “没听懂”.
const Longest = maxText
