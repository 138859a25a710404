//go:build !lean

package cache

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// Redis shares the memory among replicas. When Redis does not answer, the process's own memory serves: slower,
// never wrong.
type Redis struct {
	client redis.UniversalClient
	prefix string
	now    func() time.Time
	own    *Memory
}

// Server says where Redis is: one address, a cluster's, or the sentinels' with the master's name.
type Server struct {
	Addrs                      []string
	Username, Password, Master string
	DB                         int
	Prefix                     string // of every key
}

// NewRedis makes the client; nothing is asked of the server yet.
func NewRedis(s Server, now func() time.Time) *Redis {
	return &Redis{prefix: s.Prefix, now: now, own: NewMemory(now), client: redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs: s.Addrs, Username: s.Username, Password: s.Password, MasterName: s.Master, DB: s.DB,
		DialTimeout: 2 * time.Second, ReadTimeout: time.Second, WriteTimeout: time.Second})}
}

// Ping reports whether Redis answers.
func (r *Redis) Ping(ctx context.Context) error {
	if err := r.client.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("reach redis: %w", err)
	}
	return nil
}

// Close closes the connections.
func (r *Redis) Close() error { return r.client.Close() }

// Once is SET NX with expiry.
func (r *Redis) Once(ctx context.Context, key string, ttl time.Duration) bool {
	first, err := r.client.SetNX(ctx, r.prefix+key, "1", ttl).Result()
	if err != nil {
		return r.own.Once(ctx, key, ttl)
	}
	return first
}

// window keeps a sorted set of the events of the last per milliseconds: allowed (-1) or how long to wait.
var window = redis.NewScript(`
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1] - ARGV[3])
local n = redis.call('ZCARD', KEYS[1])
if n >= tonumber(ARGV[2]) then
  local first = redis.call('ZRANGE', KEYS[1], n - ARGV[2], n - ARGV[2], 'WITHSCORES')
  return math.max(1, first[2] + ARGV[3] - ARGV[1])
end
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[1] .. '-' .. redis.call('INCR', KEYS[1] .. ':n'))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1] .. ':n', ARGV[3])
return -1`)

// Allow counts in a sliding window.
func (r *Redis) Allow(ctx context.Context, key string, n int, per time.Duration) (bool, time.Duration) {
	wait, err := window.Run(ctx, r.client, []string{"{" + r.prefix + key + "}"}, r.now().UnixMilli(), n, per.Milliseconds()).Text()
	if err != nil {
		return r.own.Allow(ctx, key, n, per)
	}
	ms, err := strconv.ParseInt(wait, 10, 64)
	if err != nil || ms < 0 {
		return true, 0
	}
	return false, time.Duration(ms) * time.Millisecond
}

// Get reads a value.
func (r *Redis) Get(ctx context.Context, key string) (string, bool) {
	v, err := r.client.Get(ctx, r.prefix+key).Result()
	if err == nil {
		return v, true
	}
	return r.own.Get(ctx, key)
}

// Keep remembers a value, here and in Redis.
func (r *Redis) Keep(ctx context.Context, key, value string, ttl time.Duration) {
	r.own.Keep(ctx, key, value, ttl)
	_ = r.client.Set(ctx, r.prefix+key, value, ttl).Err() // the own memory has it
}

// Forget drops a value.
func (r *Redis) Forget(ctx context.Context, key string) {
	r.own.Forget(ctx, key)
	_ = r.client.Del(ctx, r.prefix+key).Err() // expiry does the rest
}
