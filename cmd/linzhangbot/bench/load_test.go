package bench

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// sender writes ready-made requests to one connection: a full HTTP client would take as much of the processor as
// the servers.
type sender struct {
	conn net.Conn
	in   *bufio.Reader
}

func dial(address string) (*sender, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &sender{conn, bufio.NewReader(conn)}, nil
}

// post sends one request and reads the answer; empty is true when its body says nothing.
func (s *sender) post(request []byte) (size int, err error) {
	if err := s.conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		return 0, err
	}
	if _, err := s.conn.Write(request); err != nil {
		return 0, err
	}
	resp, err := http.ReadResponse(s.in, nil)
	if err != nil {
		return 0, err
	}
	body, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d: %.200s", resp.StatusCode, body)
	}
	return len(body), err
}

// load is what one run of senders saw.
type load struct {
	acks  int
	waits []time.Duration // from event to acknowledgement, sorted
	took  time.Duration   // until the last acknowledgement
	size  int             // bytes of answers
	err   error           // the first failure
}

// percentile of the waits.
func (l load) percentile(p float64) time.Duration {
	if len(l.waits) == 0 {
		return 0
	}
	return l.waits[min(len(l.waits)-1, int(p*float64(len(l.waits))))]
}

// send lets n senders work through the requests. due says when a request is to be sent at the earliest, from the
// start; the wait counts from there, so that a server that falls behind cannot hide it. nil: each sender sends as
// soon as its former request is answered. It stops after the given time.
func send(address string, n int, list [][]byte, most time.Duration, due func(i int) time.Duration) load {
	var next, size atomic.Int64
	var mu sync.Mutex
	var out load
	var all sync.WaitGroup
	start := time.Now()
	for range n {
		all.Go(func() {
			waits, err := work(address, list, &next, &size, start, most, due)
			mu.Lock()
			defer mu.Unlock()
			out.waits = append(out.waits, waits...)
			if out.err == nil {
				out.err = err
			}
		})
	}
	all.Wait()
	out.took, out.acks, out.size = time.Since(start), len(out.waits), int(size.Load())
	slices.Sort(out.waits)
	return out
}

func work(address string, list [][]byte, next, size *atomic.Int64, start time.Time, most time.Duration, due func(int) time.Duration) ([]time.Duration, error) {
	s, err := dial(address)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.conn.Close() }()
	var waits []time.Duration
	for time.Since(start) < most {
		i := int(next.Add(1)) - 1
		if i >= len(list) {
			break
		}
		from := time.Now()
		if due != nil {
			from = start.Add(due(i))
			<-time.After(time.Until(from))
		}
		n, err := s.post(list[i])
		if err != nil {
			return waits, err
		}
		size.Add(int64(n))
		waits = append(waits, time.Since(from))
	}
	return waits, nil
}
