package wiretest

import (
	"context"
	"sync"
	"time"
)

// Memory is a bot.Tokens for tests. The zero value is empty.
type Memory struct {
	mu    sync.Mutex
	kept  map[string]string
	lives map[string]time.Duration
}

// Get returns what is kept under a key.
func (m *Memory) Get(_ context.Context, key string) (string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.kept[key]
	return v, ok
}

// Keep keeps a value; nothing expires by itself.
func (m *Memory) Keep(_ context.Context, key, value string, life time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept, m.lives = map[string]string{}, map[string]time.Duration{}
	}
	m.kept[key], m.lives[key] = value, life
}

// Forget drops a value.
func (m *Memory) Forget(_ context.Context, key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.kept, key)
}

// Lives tells how long each value was to be kept.
func (m *Memory) Lives() map[string]time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]time.Duration{}
	for k, v := range m.lives {
		out[k] = v
	}
	return out
}
