//go:build !unix

package main

import (
	"testing"
	"time"
)

var began = time.Now()

// worked is the time since the start, where the processor's cannot be asked for.
func worked(testing.TB) time.Duration { return time.Since(began) }
