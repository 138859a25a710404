package main

import (
	"flag"
	"fmt"
	"io"
)

// usageError is a mistake in the command line: exit code 2.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// parseFlags reads flags; a mistake is wrong usage.
func parseFlags(fs *flag.FlagSet, args []string) error {
	fs.SetOutput(io.Discard)
	if err := fs.Parse(args); err != nil {
		return usageError{err.Error()}
	}
	if fs.NArg() > 0 {
		return usageError{fmt.Sprintf("unexpected %q", fs.Arg(0))}
	}
	return nil
}
