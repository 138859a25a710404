// Package cache is a small forgetful memory with expiry: Redis where there is one, else in process. It may vanish
// at any moment; whatever must be true is a row in the database.
package cache

import (
	"context"
	"sync"
	"time"
)

// Cache is what the program asks of its memory. Every call may forget; none may invent.
type Cache interface {
	// Once is true the first time a key is seen within ttl.
	Once(ctx context.Context, key string, ttl time.Duration) bool
	// Allow counts an event in a sliding window: ok while fewer than n happened in the last per; else wait says when
	// the next one may. A token bucket would let 2n through in the worst window.
	Allow(ctx context.Context, key string, n int, per time.Duration) (ok bool, wait time.Duration)
	Get(ctx context.Context, key string) (value string, ok bool)
	Keep(ctx context.Context, key, value string, ttl time.Duration)
	Forget(ctx context.Context, key string)
}

// Memory is the cache of a single process. It is safe for concurrent use.
type Memory struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]entry
	logs map[string][]time.Time
	tidy time.Time
}

type entry struct {
	value string
	until time.Time
}

// NewMemory makes an empty memory with the program's clock.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{now: now, kept: map[string]entry{}, logs: map[string][]time.Time{}}
}

// Once is true the first time.
func (m *Memory) Once(_ context.Context, key string, ttl time.Duration) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.sweep(now)
	if e, ok := m.kept[key]; ok && now.Before(e.until) {
		return false
	}
	m.kept[key] = entry{until: now.Add(ttl)}
	return true
}

// Allow keeps a log of the last events of each key.
func (m *Memory) Allow(_ context.Context, key string, n int, per time.Duration) (bool, time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	log := m.logs[key]
	for len(log) > 0 && !log[0].After(now.Add(-per)) {
		log = log[1:]
	}
	if len(log) >= n {
		m.logs[key] = log
		return false, log[len(log)-n].Add(per).Sub(now)
	}
	m.logs[key] = append(log, now)
	return true, 0
}

// Get reads a value that was kept.
func (m *Memory) Get(_ context.Context, key string) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.kept[key]
	return e.value, ok && m.now().Before(e.until)
}

// Keep remembers a value for ttl.
func (m *Memory) Keep(_ context.Context, key, value string, ttl time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	m.sweep(now)
	m.kept[key] = entry{value, now.Add(ttl)}
}

// Forget drops a value.
func (m *Memory) Forget(_ context.Context, key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, key)
}

// sweep drops what has expired, once a minute.
func (m *Memory) sweep(now time.Time) {
	if now.Before(m.tidy) {
		return
	}
	m.tidy = now.Add(time.Minute)
	for k, e := range m.kept {
		if !now.Before(e.until) {
			delete(m.kept, k)
		}
	}
	for k, log := range m.logs {
		if len(log) == 0 || now.Sub(log[len(log)-1]) > time.Hour {
			delete(m.logs, k)
		}
	}
}
