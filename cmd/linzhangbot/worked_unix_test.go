//go:build unix

package main

import (
	"syscall"
	"testing"
	"time"
)

// worked is how long the processor has worked for this process: other programs on the machine don't count.
func worked(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
