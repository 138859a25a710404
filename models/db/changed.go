package db

import "errors"

// ErrChanged says that somebody else changed the record since it was read.
var ErrChanged = errors.New("record was changed meanwhile")
