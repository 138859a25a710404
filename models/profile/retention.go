package profile

// Retention says how long the district keeps what is no record.
type Retention struct {
	// HeardDays are days for sentences that were not understood, to teach the ear. 0 means the usual HeardDays, -1 that
	// they are never kept.
	HeardDays int `yaml:"heard_days"`
}

// HeardDays is how long such sentences are kept where the profile says nothing.
const HeardDays = 180

// KeepsHeard is for how many days sentences that were not understood are kept; 0: not at all.
func (r Retention) KeepsHeard() int {
	if r.HeardDays == 0 {
		return HeardDays
	}
	return max(r.HeardDays, 0)
}
