package config

import (
	"fmt"
	"io"
	"time"
)

// Duration is a length of time, written 90s, 20m or 1h30m.
type Duration time.Duration

// UnmarshalText reads a duration. Zero and negative lengths are mistakes.
func (d *Duration) UnmarshalText(text []byte) error {
	n, err := time.ParseDuration(string(text))
	if err != nil || n <= 0 {
		return fmt.Errorf("%s 不是时长，请写成 90s、20m、1h30m 的样子", text)
	}
	*d = Duration(n)
	return nil
}

// Std is the duration as the standard library knows it.
func (d Duration) Std() time.Duration { return time.Duration(d) }

func (d Duration) String() string { return time.Duration(d).String() }

// masked is what a secret shows of itself.
const masked = "******"

// Secret is a text that never shows itself in logs, error messages or JSON. Reveal gives it out.
type Secret string

// Reveal is the secret itself, for the one place that needs it.
func (s Secret) Reveal() string { return string(s) }

// String masks the secret; an empty one stays empty, so that one can see that it is missing.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// Format masks the secret whatever the verb, also %#v and a mistaken %d.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText masks the secret in JSON and logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }
